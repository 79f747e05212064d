package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.schemas.RecordKey;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/**
 * Lets a process see, from now on, in which conversations something happens: every partition,
 * without a group, so that every process sees all of it. What happened before is in the store.
 */
public final class ConversationTails {
    private final ConsumerFactory<String, byte[]> consumers;
    private final TopicCatalogue catalogue;

    ConversationTails(ConsumerFactory<String, byte[]> consumers, TopicCatalogue catalogue) {
        this.consumers = consumers;
        this.catalogue = catalogue;
    }

    /**
     * Makes a tail; as a bean it starts and stops with the application.
     *
     * @param seen called for each record, on one thread; must not block
     */
    public ConcurrentMessageListenerContainer<String, byte[]> tail(
            Set<Topic> topics, Consumer<ConversationId> seen) {
        var properties =
                new ContainerProperties(
                        topics.stream()
                                .flatMap(topic ->
                                        IntStream.range(0, catalogue.settings(topic).partitions())
                                                .mapToObj(partition ->
                                                        new TopicPartitionOffset(
                                                                catalogue.name(topic),
                                                                partition,
                                                                SeekPosition.END)))
                                .toArray(TopicPartitionOffset[]::new));
        MessageListener<String, byte[]> listener = record -> see(record, seen);
        properties.setMessageListener(listener);
        properties.setClientId("parley-tail");
        properties.setAuthExceptionRetryInterval(PipelineKafkaAutoConfiguration.AFTER_REFUSAL);
        return new ConcurrentMessageListenerContainer<>(consumers, properties);
    }

    private static void see(ConsumerRecord<String, byte[]> record, Consumer<ConversationId> seen) {
        RecordKey key;
        try {
            key = RecordKey.parse(record.key());
        } catch (IllegalArgumentException notAConversation) {
            return;
        }
        seen.accept(new ConversationId(key.organization(), key.conversation()));
    }
}
