package dev.parley.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the completed prefix of each partition: now and then without waiting, and at once when
 * partitions are given away. A commit that fails is no loss, the next one covers it. Used by the
 * poll thread alone.
 */
final class OffsetCommits {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final long intervalNanos;
    private long last = System.nanoTime();
    private boolean underway;

    OffsetCommits(Consumer<byte[], byte[]> consumer, Duration interval) {
        this.consumer = consumer;
        this.intervalNanos = interval.toNanos();
    }

    /** Starts a commit if one is due and none is under way. */
    void commitIfDue(Collection<Assignment> assignments) {
        long now = System.nanoTime();
        if (underway || now - last < intervalNanos) {
            return;
        }
        last = now;
        var ahead = ahead(assignments);
        if (!ahead.isEmpty()) {
            underway = true;
            consumer.commitAsync(offsets(ahead), (_, failure) -> ended(ahead, failure));
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
            ahead.forEach(Assignment::committed);
        } catch (KafkaException e) {
            LOG.warn("commit of {} failed, its records are handled again", offsets(ahead), e);
        }
    }

    private void ended(Map<Assignment, Long> ahead, @Nullable Exception failure) {
        underway = false;
        if (failure == null) {
            ahead.forEach(Assignment::committed);
        } else {
            LOG.warn(
                    "commit of {} failed, the next one covers it: {}",
                    offsets(ahead),
                    failure.toString());
        }
    }

    private static Map<Assignment, Long> ahead(Collection<Assignment> assignments) {
        var ahead = new HashMap<Assignment, Long>();
        for (var assignment : assignments) {
            long position = assignment.progress().position();
            if (position > assignment.committed()) {
                ahead.put(assignment, position);
            }
        }
        return ahead;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<Assignment, Long> positions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        positions.forEach((assignment, position) ->
                offsets.put(assignment.partition(), new OffsetAndMetadata(position)));
        return offsets;
    }
}
