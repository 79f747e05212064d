package dev.parley.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a handler decided about its record. {@link Done} and {@link Park} complete the record. */
public sealed interface Outcome {

    /** The record is handled: its offset may be committed. */
    record Done() implements Outcome {
        private static final Done DONE = new Done();
    }

    /**
     * The record waits in place and is handled again with the next attempt number. Its key stays
     * blocked meanwhile, its slot is free for other keys. If the partition is given away meanwhile,
     * the next owner reads the record again from attempt 1.
     *
     * @param cause what is waited for, for operators
     * @param after how long to wait at least; not negative
     */
    record Retry(String cause, Duration after) implements Outcome {
        public Retry {
            if (after.isNegative()) {
                throw new IllegalArgumentException("after is negative: " + after);
            }
        }
    }

    /**
     * The record is given up: it goes to the dead letters with its raw bytes and is complete then.
     *
     * @param cause why, for operators
     * @param turn number of the turn that was parked with it, if one was
     */
    record Park(String cause, @Nullable Long turn) implements Outcome {}

    /**
     * The record holds something that this build does not know, as happens while a newer one is
     * rolled out: it waits in place until its partition has moved to one that does, for a time of
     * its own ({@link Patience#unknownKind}), and is given up then.
     *
     * @param what it holds, for operators
     */
    record OfNewerBuild(String what) implements Outcome {}

    static Outcome done() {
        return Done.DONE;
    }

    static Outcome retry(String cause, Duration after) {
        return new Retry(cause, after);
    }

    static Outcome park(String cause) {
        return new Park(cause, null);
    }

    /** A record whose turn is given up with it. */
    static Outcome park(String cause, long turn) {
        return new Park(cause, turn);
    }

    static Outcome ofNewerBuild(String what) {
        return new OfNewerBuild(what);
    }

    /**
     * The answer to a raised {@link HandBackSignal}: the record is not complete, and its next owner
     * handles it again. Without a raised signal it is a retry at once.
     */
    static Outcome handBack() {
        return new Retry("handed back", Duration.ZERO);
    }
}
