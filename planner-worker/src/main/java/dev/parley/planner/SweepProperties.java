package dev.parley.planner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sweep over due moments.
 *
 * @param enabled whether this process sweeps; default true. One process of a deployment must
 * @param interval time between two runs; default 500 ms
 * @param limit conversations one run wakes at most; default 1,000
 * @param patience how long a wakeup is given to work before the same due moment wakes again;
 *     default 10 s
 */
@ConfigurationProperties(prefix = "parley.sweep", ignoreUnknownFields = false)
record SweepProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("1000") int limit,
        @DefaultValue("10s") Duration patience) {
    SweepProperties {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("parley.sweep.interval must be positive");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("parley.sweep.patience must not be negative");
        }
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "parley.sweep.limit must be at least 1, not " + limit);
        }
    }
}
