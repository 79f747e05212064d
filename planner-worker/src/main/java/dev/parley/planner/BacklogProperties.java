package dev.parley.planner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The metrics of what waits.
 *
 * @param interval time between two looks into the store; default 10 s
 */
@ConfigurationProperties(prefix = "parley.backlog", ignoreUnknownFields = false)
record BacklogProperties(@DefaultValue("10s") Duration interval) {
    BacklogProperties {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("parley.backlog.interval must be positive");
        }
    }
}
