package dev.parley.postprocessor;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long silence may last.
 *
 * @param after after how long a silence of the customer a conversation is closed where the
 *     organization says nothing, 1 minute to 365 days; after half of it they are reminded; default
 *     24 hours
 * @param freeTextWindows by kind of channel, how long after the customer's newest message the
 *     channel takes a text of ours that answers nothing, above 0; a kind that is not named takes it
 *     at any time; default none
 */
@ConfigurationProperties(prefix = "parley.inactivity", ignoreUnknownFields = false)
public record InactivityProperties(
        @DefaultValue("24h") Duration after, @DefaultValue Map<String, Duration> freeTextWindows) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    public InactivityProperties {
        if (after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.inactivity.after must be 1 minute to 365 days, not " + after);
        }
        freeTextWindows = Map.copyOf(freeTextWindows);
        freeTextWindows.forEach((kind, window) -> {
            if (!window.isPositive()) {
                throw new IllegalArgumentException(
                        "parley.inactivity.free-text-windows.%s must be above 0".formatted(kind));
            }
        });
    }
}
