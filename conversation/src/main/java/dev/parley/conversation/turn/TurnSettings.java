package dev.parley.conversation.turn;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The measures of the protocol; the same in every process of a deployment.
 *
 * @param lease how long the holder of a turn may be silent; renewed after a third of it
 * @param plannedLease how long a plan may wait for an executor before it is emitted again; doubles
 *     with each emission, up to 8 times
 * @param instanceLease how long a process may be silent before its turns are anybody's; renewed
 *     after a third of it
 * @param grace how long left-over work may wait for its trigger before the sweep looks after it
 * @param longestAttempt how long one try of a turn may take in all, with its waits for the model
 * @param retry how often a turn is tried
 * @param contextMessages how many messages before the turn's own a model sees
 * @param turnMessages how many messages a turn answers at most; the rest of a longer burst is the
 *     next turn's
 * @param settle how long a burst may take to end before a turn answers it, where the organization
 *     says nothing else
 */
public record TurnSettings(
        Duration lease,
        Duration plannedLease,
        Duration instanceLease,
        Duration grace,
        Duration longestAttempt,
        RetryPolicy retry,
        int contextMessages,
        int turnMessages,
        Settle settle) {
    private static final Duration LONGEST_ATTEMPT = Duration.ofHours(1);

    /** How many times its first length a plan's lease grows to. */
    private static final int PLANNED_GROWTH = 8;

    /** The longest that an organization may let a burst settle. */
    private static final Duration LONGEST_SETTLE = Duration.ofMinutes(1);

    /** Measures by which a try takes an hour at most. */
    public TurnSettings(
            Duration lease,
            Duration plannedLease,
            Duration instanceLease,
            Duration grace,
            RetryPolicy retry,
            int contextMessages,
            int turnMessages,
            Settle settle) {
        this(
                lease,
                plannedLease,
                instanceLease,
                grace,
                LONGEST_ATTEMPT,
                retry,
                contextMessages,
                turnMessages,
                settle);
    }

    /** Measures whose plans wait as long as turns. */
    public TurnSettings(
            Duration lease,
            Duration grace,
            RetryPolicy retry,
            int contextMessages,
            int turnMessages,
            Settle settle) {
        this(lease, lease, lease.dividedBy(5), grace, retry, contextMessages, turnMessages, settle);
    }

    /** Measures that wait for no burst to end either. */
    public TurnSettings(
            Duration lease,
            Duration grace,
            RetryPolicy retry,
            int contextMessages,
            int turnMessages) {
        this(lease, grace, retry, contextMessages, turnMessages, Settle.NONE);
    }

    public TurnSettings {
        if (!lease.isPositive() || !plannedLease.isPositive() || !grace.isPositive()) {
            throw new IllegalArgumentException("leases and grace must be positive");
        }
        if (!instanceLease.isPositive() || instanceLease.compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "instanceLease must be positive and not above lease, but is " + instanceLease);
        }
        if (!longestAttempt.isPositive()) {
            throw new IllegalArgumentException("longestAttempt must be positive");
        }
        if (contextMessages < 0 || turnMessages < 1) {
            throw new IllegalArgumentException(
                    "contextMessages must not be negative, turnMessages at least 1");
        }
    }

    /** How long turns may be left to whoever has them. */
    public Leases leases() {
        return new Leases(lease, plannedLease, longestPlannedLease(), horizon());
    }

    private Duration longestPlannedLease() {
        return plannedLease.multipliedBy(PLANNED_GROWTH);
    }

    /**
     * The furthest that any moment which these measures lead to lies ahead. A due moment beyond it
     * was written by another clock, and is overdue.
     */
    public Duration horizon() {
        return Stream.of(
                        lease,
                        longestPlannedLease(),
                        grace,
                        retry.maxAskedDelay(),
                        settle.atMost(),
                        LONGEST_SETTLE)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How long bursts settle where the organization wants so much silence. */
    public Settle settle(@Nullable Duration quiet) {
        if (quiet == null) {
            return settle;
        }
        return new Settle(quiet, quiet.compareTo(settle.atMost()) > 0 ? quiet : settle.atMost());
    }
}
