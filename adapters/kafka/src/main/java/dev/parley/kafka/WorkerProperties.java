package dev.parley.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of each worker in this process.
 *
 * @param maxInFlight records one worker handles at once; default 2,000
 * @param maxBuffered records one worker has read and not completed; default 10,000
 * @param maxSpan records of a partition between the oldest incomplete and the newest read; default
 *     20,000
 * @param commitInterval how often offsets are committed; default 200 ms
 * @param drainTimeout how long running handlers may go on when partitions move or the process
 *     stops; default 10 s
 * @param finishWithin how long an executor goes on with a turn before it hands it back, within the
 *     drain timeout; default 7 s
 * @param unknownSchemaTimeout how long a record waits for its writer's schema before it is a dead
 *     letter; its key waits with it; default 30 s
 */
@ConfigurationProperties(prefix = "parley.worker", ignoreUnknownFields = false)
public record WorkerProperties(
        @DefaultValue("2000") int maxInFlight,
        @DefaultValue("10000") int maxBuffered,
        @DefaultValue("20000") int maxSpan,
        @DefaultValue("200ms") Duration commitInterval,
        @DefaultValue("10s") Duration drainTimeout,
        @DefaultValue("7s") Duration finishWithin,
        @DefaultValue("30s") Duration unknownSchemaTimeout) {
    public WorkerProperties {
        requireAtLeast("max-in-flight", maxInFlight, 1);
        requireAtLeast("max-buffered", maxBuffered, 2);
        requireAtLeast("max-span", maxSpan, 2);
        if (!commitInterval.isPositive() || finishWithin.isNegative()) {
            throw new IllegalArgumentException(
                    "parley.worker.commit-interval must be positive and parley.worker.finish-within not negative");
        }
        if (unknownSchemaTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "parley.worker.unknown-schema-timeout must not be negative");
        }
        if (finishWithin.compareTo(drainTimeout) > 0) {
            throw new IllegalArgumentException(
                    "parley.worker.finish-within must not be above parley.worker.drain-timeout");
        }
    }

    private static void requireAtLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "parley.worker.%s must be at least %d, not %d".formatted(key, least, value));
        }
    }
}
