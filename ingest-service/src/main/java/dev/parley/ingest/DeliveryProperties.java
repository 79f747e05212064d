package dev.parley.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the delivery of replies to channels that we call.
 *
 * @param sendDeadline how long one send may take before its outcome counts as unknown; default 30
 *     seconds
 * @param grace how long a delivery may wait for its trigger before the sweep looks after it;
 *     default 5 seconds
 * @param maxAttempts sends of one reply before it counts as failed, at least 1; default 8
 * @param firstDelay rest after the first refused send, doubled with each one; default 1 second
 * @param maxDelay the longest rest, also when the channel asks for more; default 5 minutes
 * @param reconcileFor how long after a reply's commit a channel that cannot be reached is asked
 *     again whether an ambiguous send arrived; default 10 minutes
 * @param ambiguous what to do with a send whose outcome stays unknown: {@code fail} (default) or
 *     {@code resend}, which may show a customer the same reply twice
 */
@ConfigurationProperties(prefix = "parley.delivery", ignoreUnknownFields = false)
public record DeliveryProperties(
        @DefaultValue("30s") Duration sendDeadline,
        @DefaultValue("5s") Duration grace,
        @DefaultValue("8") int maxAttempts,
        @DefaultValue("1s") Duration firstDelay,
        @DefaultValue("5m") Duration maxDelay,
        @DefaultValue("10m") Duration reconcileFor,
        @DefaultValue("fail") AmbiguousPolicy ambiguous) {

    /** What to do with a send whose outcome nobody can find out. */
    public enum AmbiguousPolicy {
        /** Close it as failed, so that no customer sees a reply twice. */
        FAIL,
        /** Send it again, so that no customer misses a reply. */
        RESEND
    }

    public DeliveryProperties {
        require(sendDeadline.isPositive(), "send-deadline must be positive");
        require(grace.isPositive(), "grace must be positive");
        require(maxAttempts >= 1, "max-attempts must be at least 1");
        require(firstDelay.isPositive(), "first-delay must be positive");
        require(maxDelay.compareTo(firstDelay) >= 0, "max-delay must not be below first-delay");
        require(!reconcileFor.isNegative(), "reconcile-for must not be negative");
    }

    /**
     * The rest after so many sends: what the channel asks for or the doubled delay, whichever is
     * longer, up to the longest rest.
     */
    Duration rest(int attempts, Duration asked) {
        long doubled = firstDelay.toMillis() << Math.clamp(attempts - 1L, 0, 20);
        var rest = Duration.ofMillis(Math.max(doubled, firstDelay.toMillis()));
        var wanted = rest.compareTo(asked) < 0 ? asked : rest;
        return wanted.compareTo(maxDelay) < 0 ? wanted : maxDelay;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("parley.delivery." + rule);
        }
    }
}
