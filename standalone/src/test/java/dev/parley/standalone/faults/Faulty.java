package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationStore;
import dev.parley.standalone.Standalone;
import dev.parley.standalone.StandaloneSettings;
import java.util.HashMap;
import java.util.Map;

/** A Parley in this JVM that lets a test step in. */
record Faulty(Standalone parley, Injection injection, ConversationStore store)
        implements AutoCloseable {
    /** Starts it; the settings' properties are kept. */
    static Faulty start(StandaloneSettings settings) {
        var parley = Standalone.start(settings.withProperties(injected(settings.properties())));
        var context = parley.context();
        return new Faulty(
                parley, context.getBean(Injection.class), context.getBean(ConversationStore.class));
    }

    /** The properties with those that let a test step in. */
    static Map<String, String> injected(Map<String, String> properties) {
        var all = new HashMap<>(properties);
        all.put("spring.main.sources", InjectionConfiguration.class.getName());
        return all;
    }

    @Override
    public void close() {
        injection.use(Intervention.NONE);
        parley.close();
    }
}
