package dev.parley.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits that double from a first to a longest one, each shortened at random by up to a half, so
 * that records which failed together do not come back together.
 *
 * @param first positive
 * @param longest not shorter than the first
 */
public record BackOff(Duration first, Duration longest) {

    private static final int MAX_DOUBLINGS = 30;

    public BackOff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backOff is not 0 < first <= longest: " + first + ", " + longest);
        }
    }

    public static BackOff between(Duration first, Duration longest) {
        return new BackOff(first, longest);
    }

    /**
     * The wait after that many failures in a row.
     *
     * @param failures from 1
     */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        long full = longest.toNanos();
        if (first.toNanos() <= full >> doublings) {
            full = first.toNanos() << doublings;
        }
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(full - full / 2, full + 1));
    }
}
