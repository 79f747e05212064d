package dev.parley.ingest.http;

import dev.parley.ingest.InMemoryIntake;
import dev.parley.ingest.InMemoryOrganizations;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryLiveText;
import java.time.Clock;
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
    InMemoryConversationStore store() {
        return new InMemoryConversationStore();
    }
}
