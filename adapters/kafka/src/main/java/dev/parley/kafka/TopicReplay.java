package dev.parley.kafka;

import dev.parley.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads a topic of one partition up to the end it has when asked, before anything else happens. */
final class TopicReplay {
    private static final Duration POLL = Duration.ofMillis(100);

    private TopicReplay() {}

    /**
     * Gives every record to the reader, in order; a record whose schema is not known yet is waited
     * for.
     *
     * @return the offset of the first record it did not give
     * @throws IllegalStateException when the end is not reached in time
     */
    static long read(
            ConsumerFactory<String, byte[]> consumers,
            String topic,
            Duration timeout,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        var partition = new TopicPartition(topic, 0);
        long deadline = System.nanoTime() + timeout.toNanos();
        try (var consumer = consumers.createConsumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), timeout).getOrDefault(partition, 0L);
            while (consumer.position(partition, timeout) < end) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "topic %s was not read to its end within %s".formatted(topic, timeout));
                }
                for (var record : consumer.poll(POLL)) {
                    try {
                        reader.accept(record);
                    } catch (UnknownSchemaException notYet) {
                        consumer.seek(partition, record.offset());
                        break;
                    }
                }
            }
            return consumer.position(partition, timeout);
        }
    }
}
