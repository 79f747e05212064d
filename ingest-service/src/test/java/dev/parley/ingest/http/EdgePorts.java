package dev.parley.ingest.http;

import dev.parley.conversation.TopicRetention;
import dev.parley.conversation.recovery.StoreWatch;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.ingest.InMemoryIntake;
import dev.parley.ingest.InMemoryOrganizations;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryDeadLetters;
import dev.parley.testkit.InMemoryLiveText;
import dev.parley.testkit.RecordingAuditLog;
import dev.parley.testkit.RecordingEvents;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The ports of the edge, in memory. */
@TestConfiguration(proxyBeanMethods = false)
class EdgePorts {
    /** The property; {@code false} means that nothing takes documents in. */
    static final String DOCUMENTS = "edge.test.documents";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    InMemoryOrganizations organizations() {
        return new InMemoryOrganizations();
    }

    @Bean
    RecordingInbox inbox() {
        return new RecordingInbox();
    }

    @Bean
    InMemoryLiveText liveText() {
        return new InMemoryLiveText();
    }

    @Bean
    @ConditionalOnProperty(name = EdgePorts.DOCUMENTS, matchIfMissing = true)
    InMemoryIntake intake() {
        return new InMemoryIntake();
    }

    @Bean
    RecordingEvents events() {
        return new RecordingEvents();
    }

    @Bean
    RecordingAuditLog auditLog() {
        return new RecordingAuditLog();
    }

    @Bean
    RecordingTriggers triggers() {
        return new RecordingTriggers();
    }

    @Bean
    TurnSettings turnSettings() {
        return new TurnSettings(Samples.LEASE, Samples.GRACE, Samples.RETRIES, 20, 500);
    }

    @Bean
    InMemoryDeadLetters deadLetters() {
        return new InMemoryDeadLetters(Clock.systemUTC());
    }

    @Bean
    ScriptedHistory topicHistory() {
        return new ScriptedHistory();
    }

    @Bean
    ScriptedMarks rememberedMarks() {
        return new ScriptedMarks();
    }

    @Bean
    StoreWatch storeWatch(InMemoryConversationStore store, ScriptedMarks remembered, Clock clock) {
        return new StoreWatch(store, remembered, clock);
    }

    @Bean
    TopicRetention topicRetention() {
        return new TopicRetention(Duration.ofDays(31));
    }

    @Bean
    RecordingRedelivery redelivery() {
        return new RecordingRedelivery();
    }

    @Bean
    InMemoryConversationStore store() {
        return new InMemoryConversationStore();
    }
}
