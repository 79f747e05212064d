package dev.parley.postprocessor.retention;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.organization.Organizations;
import dev.parley.runtime.Periodic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionConfiguration {
    @Bean(initMethod = "start")
    @ConditionalOnProperty(name = "parley.retention.enabled", matchIfMissing = true)
    Periodic retentionRuns(
            ConversationStore store,
            DeadLetters letters,
            Organizations organizations,
            Events events,
            InstantSource clock,
            RetentionProperties properties,
            MeterRegistry meters) {
        var retention = new Retention(store, letters, organizations, events, clock, properties);
        var erased = meters.counter("parley.retention.erased");
        var undecided = meters.counter("parley.retention.undecided");
        return new Periodic(
                "parley-retention",
                properties.interval(),
                () -> {
                    erased.increment(retention.run());
                    undecided.increment(retention.forgetUndecided());
                });
    }
}
