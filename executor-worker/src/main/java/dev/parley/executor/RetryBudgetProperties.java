package dev.parley.executor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many retries of one organization an executor makes; more wait for their place, up to {@code
 * parley.turn.max-asked-delay}.
 *
 * @param perSecond in the long run, 1 to 1,000; default 20
 * @param burst at once after a while of fewer, 1 to 100,000; default 200
 */
@ConfigurationProperties(prefix = "parley.retry-budget", ignoreUnknownFields = false)
record RetryBudgetProperties(@DefaultValue("20") int perSecond, @DefaultValue("200") int burst) {
    RetryBudgetProperties {
        require("per-second", perSecond, 1_000);
        require("burst", burst, 100_000);
    }

    private static void require(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "parley.retry-budget.%s must be 1 to %,d, not %,d".formatted(key, most, value));
        }
    }
}
