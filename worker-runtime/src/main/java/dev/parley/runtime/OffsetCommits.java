package dev.parley.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the completed prefix of each partition: now and then without waiting, and at once when
 * partitions are given away. A commit that fails, or is not heard of again, is no loss, the next
 * one covers it. Used by the poll thread alone.
 */
final class OffsetCommits {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(5);

    /** After which a commit under way counts as lost; the client's own time-out is shorter. */
    static final Duration ASYNC_LIMIT = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private final long intervalNanos;
    private final LongSupplier nanos;
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private long last;

    /** Number of the commit under way; 0 when there is none. */
    private long underway;

    private long commits;

    OffsetCommits(Consumer<byte[], byte[]> consumer, Duration interval) {
        this(consumer, interval, System::nanoTime);
    }

    OffsetCommits(Consumer<byte[], byte[]> consumer, Duration interval, LongSupplier nanos) {
        this.consumer = consumer;
        this.intervalNanos = interval.toNanos();
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Starts a commit if one is due and none is under way. */
    void commitIfDue(Collection<Assignment> assignments) {
        long now = nanos.getAsLong();
        if (now - last < intervalNanos || isUnderway(now)) {
            return;
        }
        last = now;
        var ahead = ahead(assignments);
        if (!ahead.isEmpty()) {
            long number = ++commits;
            underway = number;
            consumer.commitAsync(offsets(ahead), (_, failure) -> ended(number, ahead, failure));
        }
    }

    /** Commits what is complete and waits for it, for a bounded time. */
    void commitNow(Collection<Assignment> assignments) {
        var ahead = ahead(assignments);
        if (ahead.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets(ahead), SYNC_TIMEOUT);
            committed(ahead);
        } catch (KafkaException e) {
            warnings.warn("a commit failed, its records are handled again", e);
        }
    }

    private boolean isUnderway(long now) {
        if (underway == 0 || now - last < ASYNC_LIMIT.toNanos()) {
            return underway != 0;
        }
        warnings.warn(
                "lost",
                "a commit was not heard of again for " + ASYNC_LIMIT + ", it is left",
                null);
        underway = 0;
        return false;
    }

    private void ended(
            long number, Map<Assignment, OffsetAndMetadata> ahead, @Nullable Exception failure) {
        if (underway == number) {
            underway = 0;
        }
        if (failure == null) {
            committed(ahead);
        } else {
            warnings.warn("a commit failed, the next one covers it", failure);
        }
    }

    private static void committed(Map<Assignment, OffsetAndMetadata> ahead) {
        ahead.forEach((assignment, offset) -> assignment.committed(offset.offset()));
    }

    private static Map<Assignment, OffsetAndMetadata> ahead(Collection<Assignment> assignments) {
        var ahead = new HashMap<Assignment, OffsetAndMetadata>();
        for (var assignment : assignments) {
            long position = assignment.progress().position();
            if (position > assignment.committed()) {
                ahead.put(assignment, assignment.progress().committable());
            }
        }
        return ahead;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(
            Map<Assignment, OffsetAndMetadata> ahead) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        ahead.forEach((assignment, offset) -> offsets.put(assignment.partition(), offset));
        return offsets;
    }
}
