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

    /** So far away, in milliseconds, that no time that passes makes a difference. */
    static final int FAR = 14;

    private Clock() {}

    /** Milliseconds until the moment, 0 when it has passed or there is none. */
    static int until(@Nullable Instant moment) {
        return moment == null || !moment.isAfter(NOW) ? 0 : (int) moment.toEpochMilli();
    }

    /** The moment as it looks after so many milliseconds. */
    static @Nullable Instant after(@Nullable Instant moment, int millis) {
        if (moment == null || until(moment) >= FAR) {
            return moment;
        }
        return NOW.plusMillis(Math.max(0, until(moment) - millis));
    }

    /** The moment as it looks when the clock is set back by very much. */
    static @Nullable Instant farAway(@Nullable Instant moment) {
        return moment == null ? null : NOW.plusMillis(FAR);
    }

    /**
     * A moment in the past as it looks after so many milliseconds, of which the first few count.
     */
    static @Nullable Instant before(@Nullable Instant moment, int millis, int most) {
        return moment == null
                ? null
                : NOW.minusMillis(Math.min(most, -moment.toEpochMilli() + millis));
    }

    /** A number for digests: absent, passed, or how far away. */
    static int code(@Nullable Instant moment) {
        return moment == null ? 0 : 1 + until(moment);
    }

    static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
