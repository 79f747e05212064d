package dev.parley.kafka;

import dev.parley.conversation.turn.RetryPolicy;
import dev.parley.conversation.turn.Settle;
import dev.parley.conversation.turn.TurnSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The measures of the turn protocol, the same for every process of a deployment.
 *
 * @param lease how long a turn may be left to the executor that runs it, renewed after a third of
 *     it; default 60 s. A process that dies is known sooner, by its own lease
 * @param plannedLease how long a plan may wait for an executor before it is emitted again, doubled
 *     with each emission up to 8 times; default 2 min
 * @param instanceLease how long a process may be silent before others take its turns, at most the
 *     lease of a turn; renewed after a third of it, in one write. Default 3 s
 * @param grace how long left-over work may wait for its trigger before the sweep looks after it;
 *     default 5 s
 * @param longestAttempt how long one try of a turn may take in all, its waits for a place at the
 *     model included; what takes longer is ended, and counts as a failure of the turn. At least two
 *     calls of the model ({@code timeout}), and longer than the longest lag that is to be waited
 *     out: a try that is ended has lost its place. Default 1 h
 * @param maxFailures failures after which a turn is parked; default 4
 * @param maxBegins begins without a result after which a turn is parked; default 12
 * @param maxEmissions how often a turn's plan is emitted without being begun before the turn is
 *     parked; default 20, which takes hours unless planning kills the planner
 * @param firstDelay rest after a turn's first failure, doubled with each further one; default 1 s
 * @param maxDelay the longest rest of our own choice; default 60 s
 * @param maxAskedDelay the longest rest a model may ask for; default 10 min
 * @param patience how long a turn meets a model that is not even called, because too many of its
 *     latest calls failed, before it is parked; counted from the first time. Default 5 min
 * @param contextMessages messages before the turn's own that a model sees; default 20
 * @param turnMessages messages a turn answers at most, the rest of a longer burst is the next
 *     turn's; default 500
 * @param settle how long a customer must have been silent before a turn begins, so that a burst is
 *     answered once; default 0, at once. Organizations may have their own
 * @param maxSettle how long the first message of a burst waits at most; default 10 s
 */
@ConfigurationProperties(prefix = "parley.turn", ignoreUnknownFields = false)
record TurnProperties(
        @DefaultValue("60s") Duration lease,
        @DefaultValue("2m") Duration plannedLease,
        @DefaultValue("3s") Duration instanceLease,
        @DefaultValue("5s") Duration grace,
        @DefaultValue("1h") Duration longestAttempt,
        @DefaultValue("4") int maxFailures,
        @DefaultValue("12") int maxBegins,
        @DefaultValue("20") int maxEmissions,
        @DefaultValue("1s") Duration firstDelay,
        @DefaultValue("60s") Duration maxDelay,
        @DefaultValue("10m") Duration maxAskedDelay,
        @DefaultValue("5m") Duration patience,
        @DefaultValue("20") int contextMessages,
        @DefaultValue("500") int turnMessages,
        @DefaultValue("0s") Duration settle,
        @DefaultValue("10s") Duration maxSettle) {

    TurnProperties {
        requireAtLeast("max-failures", maxFailures, 1);
        requireAtLeast("max-begins", maxBegins, maxFailures);
        requireAtLeast("max-emissions", maxEmissions, 1);
        requireAtLeast("context-messages", contextMessages, 0);
        requireAtLeast("turn-messages", turnMessages, 1);
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("parley.turn.patience must be positive");
        }
        if (!lease.isPositive() || !grace.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.turn.lease and parley.turn.grace must be positive");
        }
        if (!longestAttempt.isPositive()) {
            throw new IllegalArgumentException("parley.turn.longest-attempt must be positive");
        }
        if (!plannedLease.isPositive() || !instanceLease.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.turn.planned-lease and parley.turn.instance-lease must be positive");
        }
        if (firstDelay.isNegative() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "parley.turn.first-delay must not be negative, nor above"
                            + " parley.turn.max-delay");
        }
        if (settle.isNegative() || maxSettle.compareTo(settle) < 0) {
            throw new IllegalArgumentException(
                    "parley.turn.settle must not be negative, nor above parley.turn.max-settle");
        }
        if (maxAskedDelay.compareTo(maxDelay) < 0) {
            throw new IllegalArgumentException(
                    "parley.turn.max-asked-delay must be at least parley.turn.max-delay");
        }
    }

    TurnSettings settings() {
        return new TurnSettings(
                lease,
                plannedLease,
                instanceLease.compareTo(lease) < 0 ? instanceLease : lease,
                grace,
                longestAttempt,
                new RetryPolicy(
                        maxFailures,
                        maxBegins,
                        maxEmissions,
                        firstDelay,
                        maxDelay,
                        maxAskedDelay,
                        patience),
                contextMessages,
                turnMessages,
                new Settle(settle, maxSettle));
    }

    private static void requireAtLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "parley.turn.%s must be at least %d, not %d".formatted(key, least, value));
        }
    }
}
