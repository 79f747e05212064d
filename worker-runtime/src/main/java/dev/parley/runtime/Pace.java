package dev.parley.runtime;

import java.time.Duration;

/**
 * When a worker commits, and how it gives partitions away.
 *
 * @param commitInterval how often the offsets of completed records are committed
 * @param drain how long running handlers may go on when the processor closes; shorter than the
 *     consumer's max.poll.interval.ms
 * @param revoke how long reading stands still at most, for handlers of partitions that move to end
 *     and be committed; what runs longer goes on beside, and the next owner handles its records
 *     again
 */
public record Pace(Duration commitInterval, Duration drain, Duration revoke) {

    static final Pace STANDARD =
            new Pace(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(1));

    public Pace {
        ProcessorSettings.require(
                commitInterval.isPositive(), "commitInterval is not positive: " + commitInterval);
        ProcessorSettings.require(!drain.isNegative(), "drain is negative: " + drain);
        ProcessorSettings.require(!revoke.isNegative(), "revoke is negative: " + revoke);
    }

    Pace withCommitInterval(Duration interval) {
        return new Pace(interval, drain, revoke);
    }

    Pace withDrain(Duration timeout) {
        return new Pace(commitInterval, timeout, revoke);
    }

    Pace withRevoke(Duration timeout) {
        return new Pace(commitInterval, drain, timeout);
    }
}
