package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that an intervention sees. */
record InjectedEvents(Events events, Injection injection) implements Events {
    @Override
    public void publish(
            ConversationId conversation,
            Kind kind,
            @Nullable Long turn,
            Map<String, String> detail) {
        injection.worksOn(conversation);
        events.publish(conversation, kind, turn, detail);
        injection.intervention().published(conversation, kind, turn);
    }
}
