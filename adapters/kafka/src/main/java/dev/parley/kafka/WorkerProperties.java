package dev.parley.kafka;

import dev.parley.runtime.BackOff;
import dev.parley.runtime.Bounds;
import dev.parley.runtime.Pace;
import dev.parley.runtime.Patience;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of each worker in this process.
 *
 * @param maxInFlight records one worker handles at once; default 2,000
 * @param maxBuffered records one worker has read and not completed; default 10,000
 * @param maxBufferedBytes bytes of those records, as they came; default a tenth of the heap
 * @param maxSpan records of a partition between the oldest incomplete and the newest read; default
 *     20,000
 * @param commitInterval how often offsets are committed; default 200 ms
 * @param drainTimeout how long running handlers may go on when the process stops; default 10 s
 * @param revokeTimeout how long reading stands still at most while partitions move to another
 *     process, so that their handlers can end; those that take longer go on beside; default 1 s
 * @param finishWithin how long an executor goes on with a turn before it hands it back, within the
 *     drain timeout; default 7 s
 * @param unknownSchemaTimeout how long a record waits for its writer's schema before it is a dead
 *     letter; its key waits with it; default 30 s
 * @param unknownKindTimeout how long a record of a kind that only a newer build knows waits for its
 *     partition to move to one, before it is a dead letter; its key waits with it; default 10 min
 * @param maxFailures how often a record that no later one may overtake is tried while nothing is
 *     down, before it is a dead letter and its key goes on; default 8, about ten seconds
 * @param incompleteLimit how long a record may be incomplete before readiness tells of it; records
 *     that wait because something is down for all do not count; default 15 min
 */
@ConfigurationProperties(prefix = "parley.worker", ignoreUnknownFields = false)
public record WorkerProperties(
        @DefaultValue("2000") int maxInFlight,
        @DefaultValue("10000") int maxBuffered,
        @Nullable DataSize maxBufferedBytes,
        @DefaultValue("20000") int maxSpan,
        @DefaultValue("200ms") Duration commitInterval,
        @DefaultValue("10s") Duration drainTimeout,
        @DefaultValue("1s") Duration revokeTimeout,
        @DefaultValue("7s") Duration finishWithin,
        @DefaultValue("30s") Duration unknownSchemaTimeout,
        @DefaultValue("10m") Duration unknownKindTimeout,
        @DefaultValue("8") int maxFailures,
        @DefaultValue("15m") Duration incompleteLimit) {

    /** Smaller ones would read record by record. */
    private static final DataSize LEAST_BYTES = DataSize.ofMegabytes(1);

    public WorkerProperties {
        requireAtLeast("max-in-flight", maxInFlight, 1);
        requireAtLeast("max-buffered", maxBuffered, 2);
        requireAtLeast("max-span", maxSpan, 2);
        requireAtLeast("max-failures", maxFailures, 1);
        require(
                maxBufferedBytes == null || maxBufferedBytes.compareTo(LEAST_BYTES) >= 0,
                "max-buffered-bytes must be at least 1MB");
        require(commitInterval.isPositive(), "commit-interval must be positive");
        require(!finishWithin.isNegative(), "finish-within must not be negative");
        require(!unknownSchemaTimeout.isNegative(), "unknown-schema-timeout must not be negative");
        require(!unknownKindTimeout.isNegative(), "unknown-kind-timeout must not be negative");
        require(incompleteLimit.isPositive(), "incomplete-limit must be positive");
        require(
                finishWithin.compareTo(drainTimeout) <= 0,
                "finish-within must not be above parley.worker.drain-timeout");
        require(
                !revokeTimeout.isNegative() && revokeTimeout.compareTo(drainTimeout) <= 0,
                "revoke-timeout must not be negative, nor above parley.worker.drain-timeout");
    }

    Bounds bounds() {
        long bytes =
                maxBufferedBytes == null ? Bounds.shareOfTheHeap() : maxBufferedBytes.toBytes();
        return new Bounds(maxInFlight, maxBuffered, bytes, maxSpan);
    }

    Pace pace() {
        return new Pace(commitInterval, drainTimeout, revokeTimeout);
    }

    Patience patience(BackOff backOff) {
        return new Patience(
                backOff, maxFailures, unknownSchemaTimeout, unknownKindTimeout, incompleteLimit);
    }

    private static void requireAtLeast(String key, int value, int least) {
        require(value >= least, "%s must be at least %d, not %d".formatted(key, least, value));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("parley.worker." + otherwise);
        }
    }
}
