package dev.parley.conversation.turn;

import dev.parley.conversation.ConversationId;
import java.time.Duration;

/**
 * How often a turn is tried, and how long it rests in between.
 *
 * @param maxFailures failures after which the turn is parked, at least 1
 * @param maxBegins begins after which it is parked even though none of them brought a result
 * @param maxEmissions how often its plan may be emitted without being begun, at least 1
 * @param firstDelay rest after the first failure; doubles with each one
 * @param maxDelay the longest rest of our own choice
 * @param maxAskedDelay the longest rest that somebody else may ask for, such as a model by its
 *     Retry-After; at least {@code maxDelay}
 * @param patience how long what a turn needs may be away, so that nothing is tried
 */
public record RetryPolicy(
        int maxFailures,
        int maxBegins,
        int maxEmissions,
        Duration firstDelay,
        Duration maxDelay,
        Duration maxAskedDelay,
        Duration patience) {
    private static final int MAX_EMISSIONS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    public RetryPolicy {
        if (maxFailures < 1 || maxBegins < maxFailures) {
            throw new IllegalArgumentException(
                    "maxFailures must be at least 1 and maxBegins at least maxFailures");
        }
        if (maxEmissions < 1) {
            throw new IllegalArgumentException("maxEmissions must be at least 1");
        }
        if (firstDelay.isNegative() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "firstDelay must not be negative nor above maxDelay");
        }
        if (maxAskedDelay.compareTo(maxDelay) < 0) {
            throw new IllegalArgumentException("maxAskedDelay must be at least maxDelay");
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience must be positive");
        }
    }

    /** A policy with 20 emissions. */
    public RetryPolicy(
            int maxFailures,
            int maxBegins,
            Duration firstDelay,
            Duration maxDelay,
            Duration maxAskedDelay,
            Duration patience) {
        this(maxFailures, maxBegins, MAX_EMISSIONS, firstDelay, maxDelay, maxAskedDelay, patience);
    }

    /** A policy that rests no longer for anybody, with a patience of 5 minutes. */
    public RetryPolicy(int maxFailures, int maxBegins, Duration firstDelay, Duration maxDelay) {
        this(maxFailures, maxBegins, firstDelay, maxDelay, maxDelay, PATIENCE);
    }

    /** The rest after so many failures, not shorter than what was asked for within bounds. */
    Duration delay(ConversationId conversation, int failures, Duration asked) {
        var own = delay(conversation, failures);
        var bounded = asked.compareTo(maxAskedDelay) > 0 ? maxAskedDelay : asked;
        return bounded.compareTo(own) > 0 ? bounded : own;
    }

    /**
     * The rest after so many failures, spread by up to a fifth so that conversations do not retry
     * in step.
     */
    Duration delay(ConversationId conversation, int failures) {
        long doubled = firstDelay.toMillis() << Math.min(failures - 1, 20);
        long capped = Math.min(Math.max(doubled, firstDelay.toMillis()), maxDelay.toMillis());
        int spread = Math.floorMod(conversation.hashCode() * 31 + failures, 100);
        return Duration.ofMillis(capped - capped * spread / 500);
    }
}
