package dev.parley.conversation.turn;

import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a turn may be left to whoever has it, and how far ahead any moment of the protocol can
 * lie.
 *
 * @param running how long the holder of a running turn may be silent; no instance's lease is longer
 * @param planned how long a plan may wait for an executor before it is emitted again; doubles with
 *     each emission
 * @param longestPlanned how long it waits at most before it is emitted again
 * @param horizon the furthest that any moment of the protocol lies ahead. One beyond it, or beyond
 *     the longest of its kind, was written by another clock, and is over
 */
public record Leases(
        Duration running, Duration planned, Duration longestPlanned, Duration horizon) {
    public Leases {
        if (!running.isPositive() || !planned.isPositive()) {
            throw new IllegalArgumentException("leases must be positive");
        }
        if (longestPlanned.compareTo(planned) < 0) {
            throw new IllegalArgumentException("longestPlanned must be at least planned");
        }
        if (horizon.compareTo(running) < 0 || horizon.compareTo(longestPlanned) < 0) {
            throw new IllegalArgumentException(
                    "the horizon must not be nearer than the longest lease, but is " + horizon);
        }
    }

    /** Leases of one length, with the horizon of an hour. */
    public static Leases of(Duration lease) {
        return new Leases(lease, lease, lease, Duration.ofHours(1));
    }

    /**
     * Tells whether a due moment has come, or is further away than any can be: then another clock
     * wrote it.
     */
    public boolean isDue(Instant moment, Instant now) {
        return isOver(moment, now, horizon);
    }

    /** Until when a failure's back-off still runs; null when none does. */
    @Nullable Instant restOf(Turn turn, Instant now) {
        var notBefore = turn.notBefore();
        return notBefore == null || isOver(notBefore, now, horizon) ? null : notBefore;
    }

    /** Until when a plan may wait that is emitted for the so-manieth time. */
    Instant ofPlan(int emission, Instant now) {
        var lease = planned;
        for (int i = 1; i < emission && lease.compareTo(longestPlanned) < 0; i++) {
            lease = lease.multipliedBy(2);
        }
        return now.plus(lease.compareTo(longestPlanned) < 0 ? lease : longestPlanned);
    }

    /**
     * Until when the turn is somebody's: to the end of its lease, or of its holder's where that
     * comes first. Null when it is free to be taken.
     */
    @Nullable Instant heldUntil(Turn turn, Situation situation, Instant now) {
        if (isOver(turn.leaseUntil(), now, reach(turn.phase()))) {
            return null;
        }
        var holder = turn.holder();
        if (holder == null) {
            return turn.leaseUntil();
        }
        var alive =
                situation
                        .leaseOf(holder)
                        .filter(until -> !isOver(until, now, running))
                        .orElse(null);
        return alive != null && alive.isAfter(turn.leaseUntil()) ? turn.leaseUntil() : alive;
    }

    private Duration reach(Turn.Phase phase) {
        return switch (phase) {
            case PLANNED -> longestPlanned;
            case RUNNING -> running;
        };
    }

    private static boolean isOver(Instant moment, Instant now, Duration reach) {
        return !moment.isAfter(now) || moment.isAfter(now.plus(reach));
    }
}
