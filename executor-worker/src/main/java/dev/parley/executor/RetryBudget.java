package dev.parley.executor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Spreads the retries of an organization over time, so that its failing turns never take more than
 * a share of this process: each gets its place in a line, none is refused. Thread-safe.
 */
final class RetryBudget {
    /** Lines kept before those that are over are forgotten. */
    private static final int MOST_LINES = 10_000;

    private final Duration distance;
    private final Duration ahead;
    private final InstantSource clock;
    private final ConcurrentMap<String, Instant> lines = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param properties how many retries a second, and how many at once after a while of fewer
     */
    RetryBudget(RetryBudgetProperties properties, InstantSource clock) {
        this.distance = Duration.ofSeconds(1).dividedBy(properties.perSecond());
        this.ahead = distance.multipliedBy(properties.burst() - 1L);
        this.clock = clock;
    }

    /** Takes the next place of the organization; how long until it comes. */
    Duration take(String organization) {
        var now = clock.instant();
        forgetWhatIsOver(now);
        var place =
                lines.merge(
                        organization,
                        now.minus(ahead),
                        (last, earliest) -> {
                            var next = last.plus(distance);
                            return next.isBefore(earliest) ? earliest : next;
                        });
        var wait = Duration.between(now, place);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private void forgetWhatIsOver(Instant now) {
        if (lines.size() > MOST_LINES) {
            lines.values().removeIf(last -> last.isBefore(now.minus(ahead)));
        }
    }
}
