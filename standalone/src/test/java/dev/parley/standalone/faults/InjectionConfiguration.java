package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.Events;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.model.LanguageModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Puts an {@link Injection} around the ports of a Parley; taken in by {@code spring.main.sources}
 * alone.
 */
@Configuration(proxyBeanMethods = false)
class InjectionConfiguration {
    /**
     * Makes the Parley a victim from its first moment on, and names the conversation to watch, or
     * {@code *} for all.
     */
    static final String WATCHED = "parley.faults.watched";

    @Bean
    static Injection injection(Environment environment) {
        var watched = environment.getProperty(WATCHED);
        return new Injection(watched == null ? Intervention.NONE : new VictimFaults(watched));
    }

    @Bean
    static BeanPostProcessor injectedPorts(ObjectProvider<Injection> injection) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case ConversationStore store -> new InjectedStore(store, injection.getObject());
                    case Triggers triggers -> new InjectedTriggers(triggers, injection.getObject());
                    case Cooldown cooldown -> new InjectedCooldown(cooldown, injection.getObject());
                    case Events events -> new InjectedEvents(events, injection.getObject());
                    case LanguageModel model -> new InjectedModel(model, injection.getObject());
                    default -> bean;
                };
            }
        };
    }
}
