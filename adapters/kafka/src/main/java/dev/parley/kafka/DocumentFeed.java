package dev.parley.kafka;

import dev.parley.conversation.document.DocumentSink;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Feeds this process's index, and whoever else wants to know, from the topic: all there is when it
 * is made, before anything else asks the index, and then what comes. In a process without an index
 * it does nothing.
 */
final class DocumentFeed implements SmartLifecycle {
    /**
     * 100,000 passages are indexed in some ten seconds; a planner with a part of them would answer
     * wrongly.
     */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final @Nullable MessageListenerContainer container;

    private DocumentFeed(@Nullable MessageListenerContainer container) {
        this.container = container;
    }

    static DocumentFeed none() {
        return new DocumentFeed(null);
    }

    static DocumentFeed into(
            List<DocumentSink> sinks,
            KafkaDocuments documents,
            TopicCatalogue catalogue,
            ConsumerFactory<String, byte[]> consumers,
            ConcurrentKafkaListenerContainerFactory<String, byte[]> listeners) {
        var topic = catalogue.name(Topic.DOCUMENTS);
        long next =
                TopicReplay.read(
                        consumers, topic, TIMEOUT, record -> documents.read(record, sinks));
        var container = listeners.createContainer(new TopicPartitionOffset(topic, 0, next));
        container.setupMessageListener(
                (MessageListener<String, byte[]>) record -> documents.read(record, sinks));
        container.setBeanName("documents");
        container.getContainerProperties().setClientId("parley-documents");
        return new DocumentFeed(container);
    }

    /** What reads on, where there is an index. */
    Optional<MessageListenerContainer> container() {
        return Optional.ofNullable(container);
    }

    @Override
    public void start() {
        if (container != null) {
            container.start();
        }
    }

    @Override
    public void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return container != null && container.isRunning();
    }

    /** Before the workers, which ask the index. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 100;
    }
}
