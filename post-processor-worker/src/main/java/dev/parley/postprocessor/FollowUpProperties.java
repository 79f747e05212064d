package dev.parley.postprocessor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mark up to which replies were followed up, and the look for those that were not.
 *
 * @param markInterval time between two writes of marks; default 500 ms
 * @param interval time between two looks for replies without a follow-up; default 1 min
 * @param after how long a reply may go without one before it is announced again; default 5 min
 * @param within how old a reply may get before it is left alone; default 1 d
 * @param limit conversations that one look takes at most; default 100
 */
@ConfigurationProperties(prefix = "parley.follow-up", ignoreUnknownFields = false)
record FollowUpProperties(
        @DefaultValue("500ms") Duration markInterval,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("5m") Duration after,
        @DefaultValue("1d") Duration within,
        @DefaultValue("100") int limit) {
    FollowUpProperties {
        if (!markInterval.isPositive()) {
            throw new IllegalArgumentException("parley.follow-up.mark-interval must be positive");
        }
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("parley.follow-up.interval must be positive");
        }
        if (after.compareTo(markInterval) <= 0) {
            throw new IllegalArgumentException(
                    "parley.follow-up.after must be above parley.follow-up.mark-interval");
        }
        if (within.compareTo(after) <= 0) {
            throw new IllegalArgumentException(
                    "parley.follow-up.within must be above parley.follow-up.after");
        }
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "parley.follow-up.limit must be at least 1, not " + limit);
        }
    }
}
