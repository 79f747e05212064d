package dev.parley.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of each worker in this process.
 *
 * @param maxInFlight records one worker handles at once; default 2,000
 * @param maxBuffered records one worker has read and not completed; default 10,000
 * @param maxSpan records of a partition between the oldest incomplete and the newest read; default 20,000
 * @param commitInterval how often offsets are committed; default 200 ms
 * @param drainTimeout how long running handlers may go on when partitions move or the process stops; default 10 s
 * @param finishWithin how long an executor goes on with a turn before it hands it back, within the drain timeout;
 *     default 7 s
 */
@Validated
@ConfigurationProperties(prefix = "parley.worker", ignoreUnknownFields = false)
public record WorkerProperties(
        @Min(1) @Max(100_000) @DefaultValue("2000") int maxInFlight,
        @Min(2) @Max(1_000_000) @DefaultValue("10000") int maxBuffered,
        @Min(2) @Max(1_000_000) @DefaultValue("20000") int maxSpan,
        @DefaultValue("200ms") Duration commitInterval,
        @DefaultValue("10s") Duration drainTimeout,
        @DefaultValue("7s") Duration finishWithin) {
    public WorkerProperties {
        if (finishWithin.compareTo(drainTimeout) > 0) {
            throw new IllegalArgumentException(
                    "parley.worker.finish-within must not be above parley.worker.drain-timeout");
        }
    }
}
