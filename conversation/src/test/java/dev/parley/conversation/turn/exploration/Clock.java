package dev.parley.conversation.turn.exploration;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The store's clock. It stands still: instead of now growing, every moment that matters comes
 * nearer, and those that have passed are all the same, so that the states stay finite.
 */
final class Clock {
    static final Instant NOW = Instant.EPOCH;

    private Clock() {}

    /** Milliseconds until the moment, 0 when it has passed or there is none. */
    static int until(@Nullable Instant moment) {
        return moment == null || !moment.isAfter(NOW) ? 0 : (int) moment.toEpochMilli();
    }

    /** The moment as it looks after so many milliseconds. */
    static @Nullable Instant after(@Nullable Instant moment, int millis) {
        return moment == null ? null : NOW.plusMillis(Math.max(0, until(moment) - millis));
    }

    /** A number for digests: absent, passed, or how far away. */
    static int code(@Nullable Instant moment) {
        return moment == null ? 0 : 1 + until(moment);
    }

    static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
