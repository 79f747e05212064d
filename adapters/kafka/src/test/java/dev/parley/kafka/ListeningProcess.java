package dev.parley.kafka;

import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.runtime.Outcome;
import dev.parley.schemas.Topic;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** A process with all that listens in any service: configuration, documents, a tail, a worker. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(StartedProcess.class)
class ListeningProcess {
    @Bean
    DocumentSink index() {
        return new NoIndex();
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> tail(ConversationTails tails) {
        return tails.tail(EnumSet.of(Topic.REPLIES, Topic.EVENTS), _ -> {});
    }

    @Bean
    Worker worker(Workers workers) {
        return workers.worker(
                "some", Set.of(Topic.INBOUND), Topic.PLANNER_ERRORS, _ -> Outcome.done());
    }

    private static final class NoIndex implements DocumentSink {
        @Override
        public void put(EmbeddedDocument document) {}

        @Override
        public void remove(String organization, String documentId) {}
    }
}
