package dev.parley.conversation;

import java.time.Duration;

/**
 * Counts what organizations ask for, over all processes, so that together they keep each within its
 * rate. Thread-safe; may block for as long as its own time limit, and never throws: that nobody
 * counts is an answer.
 */
public interface RateLimiter {
    /** What a process without others to share with uses: it counts by itself then. */
    RateLimiter NONE = (_, _) -> new Verdict.Unreachable();

    /** Counts one of what an organization asks for. */
    Verdict take(String organization, Rate rate);

    /**
     * How much an organization may ask for.
     *
     * @param perSecond in the long run, at least 1
     * @param burst at once after a while of less, at least 1
     */
    record Rate(int perSecond, int burst) {
        public Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("a rate is at least 1 a second and 1 at once");
            }
        }
    }

    /** Whether it may have it. */
    sealed interface Verdict {
        /** It may. */
        record Granted() implements Verdict {}

        /**
         * It has had too much.
         *
         * @param after when it may have one again, if nobody asks before
         */
        record Refused(Duration after) implements Verdict {}

        /** Nobody could tell in time; it counts, if at all, as not asked. */
        record Unreachable() implements Verdict {}
    }
}
