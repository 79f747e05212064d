package dev.parley.runtime;

import dev.parley.schemas.RecordCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records and settings for tests without a broker. */
final class Records {

    static final TopicPartition PARTITION = new TopicPartition("wakeups", 0);
    static final RecordCodec CODEC = new RecordCodec();
    static final RecordDecoder DECODER = (_, _, value) -> CODEC.decode(value);

    private Records() {}

    static ProcessorSettings settings() {
        return ProcessorSettings.of("planner", "group", Set.of("wakeups"), Map.of())
                .withBackOff(BackOff.between(Duration.ofMillis(1), Duration.ofMillis(5)))
                .withCommitInterval(Duration.ofMillis(1));
    }

    static ConsumerRecord<byte[], byte[]> raw(long offset, String key) {
        return raw(offset, Lane.bytes(key), CODEC.encode(Lane.wakeup((int) offset)));
    }

    @SuppressWarnings(
            "NullAway") // Kafka's keys and values may be null, its signature does not say so
    static ConsumerRecord<byte[], byte[]> raw(
            long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    static TrackedRecord tracked(Assignment assignment, long offset, String key) {
        return new TrackedRecord(raw(offset, key), assignment);
    }
}
