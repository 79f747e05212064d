package dev.parley.kafka;

import dev.parley.conversation.recovery.RememberedMarks;
import dev.parley.conversation.recovery.StoreMark;
import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.MalformedRecordException;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * The store's marks on their topic, read to its end each time they are asked for. Marks grow, so
 * that the newest are the last records, and older ones need not be read. Thread-safe.
 */
final class KafkaStoreMarks implements RememberedMarks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaStoreMarks.class);
    private static final String KEY = "store";

    /** Far more than several processes write at once. */
    private static final int LAST = 1_000;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ConsumerFactory<String, byte[]> consumers;
    private final RecordPublisher publisher;
    private final RecordCodec codec;
    private final TopicPartition partition;
    private final List<StoreMark> newest = new ArrayList<>();
    private @Nullable Consumer<String, byte[]> consumer;

    KafkaStoreMarks(
            ConsumerFactory<String, byte[]> consumers,
            RecordPublisher publisher,
            RecordCodec codec,
            TopicCatalogue catalogue) {
        this.consumers = consumers;
        this.publisher = publisher;
        this.codec = codec;
        this.partition = new TopicPartition(catalogue.name(Topic.STORE_MARKS), 0);
    }

    @Override
    public synchronized List<StoreMark> newest() {
        try {
            readToTheEnd();
        } catch (RuntimeException e) {
            close(); // the next time begins anew
            throw e;
        }
        return List.copyOf(newest);
    }

    private void readToTheEnd() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        var reader = consumer == null ? begun() : consumer;
        long end = offset(reader.endOffsets(List.of(partition), LIMIT));
        while (reader.position(partition, LIMIT) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new InfrastructureException(
                        "%s was not read within %s".formatted(partition.topic(), LIMIT));
            }
            reader.poll(POLL).forEach(this::keep);
        }
    }

    private Consumer<String, byte[]> begun() {
        var begun = consumers.createConsumer();
        consumer = begun;
        begun.assign(List.of(partition));
        long first = offset(begun.beginningOffsets(List.of(partition), LIMIT));
        long end = offset(begun.endOffsets(List.of(partition), LIMIT));
        begun.seek(partition, Math.max(first, end - LAST));
        return begun;
    }

    private long offset(Map<TopicPartition, Long> offsets) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        try {
            keep(mark(codec.decode(record.value(), dev.parley.schemas.StoreMark.class)));
        } catch (MalformedRecordException e) {
            LOG.warn("{}@{} is no mark: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    private void keep(StoreMark mark) {
        long number = newest.isEmpty() ? 0 : newest.getFirst().number();
        if (mark.number() > number) {
            newest.clear();
        }
        if (mark.number() >= number && !newest.contains(mark)) {
            newest.add(mark);
        }
    }

    @Override
    public void remember(StoreMark mark) {
        try {
            publisher.publishAndAwait(partition.topic(), KEY, record(mark), TraceScope.current());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while a mark is published", e);
        }
    }

    static dev.parley.schemas.StoreMark record(StoreMark mark) {
        return dev.parley.schemas.StoreMark.newBuilder()
                .setNumber(mark.number())
                .setAt(mark.at())
                .build();
    }

    static StoreMark mark(dev.parley.schemas.StoreMark value) {
        return new StoreMark(value.getNumber(), value.getAt());
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
