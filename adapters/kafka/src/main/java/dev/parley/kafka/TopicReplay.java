package dev.parley.kafka;

import dev.parley.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads a topic of one partition up to the end it has when asked, before anything else happens. */
final class TopicReplay {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReplay.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private TopicReplay() {}

    /**
     * Gives every record to the reader, in order; a record whose schema is not known yet is waited
     * for, and so is a missing right, after which it begins anew.
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
        while (true) {
            try {
                return read(consumers, partition, deadline, timeout, reader);
            } catch (AuthorizationException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.warn("{} may not be read, trying again: {}", topic, e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PipelineKafkaAutoConfiguration.AFTER_REFUSAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a topic is read", e);
        }
    }

    private static long read(
            ConsumerFactory<String, byte[]> consumers,
            TopicPartition partition,
            long deadline,
            Duration timeout,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (var consumer = consumers.createConsumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), timeout).getOrDefault(partition, 0L);
            while (consumer.position(partition, timeout) < end) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "topic %s was not read to its end within %s"
                                    .formatted(partition.topic(), timeout));
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
