package dev.parley.postprocessor.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often conversations whose retention is over are erased. How long they are kept is a policy of
 * their organization; without one they are kept.
 *
 * @param enabled whether this process does it; default true. One process of a deployment must
 * @param interval time between two runs; default 10 min
 * @param limit conversations of one organization that one run erases at most; default 1,000. As
 *     many erasures that were cut short are finished, and as many dead letters forgotten
 * @param decidedLetters how long a dead letter is kept after it was redriven or discarded; default
 *     30 d. What nobody has decided about is kept
 * @param undecidedLetters how long a dead letter of no conversation, which no erasure finds, is
 *     kept while nobody decides about it; default 90 d
 */
@ConfigurationProperties(prefix = "parley.retention", ignoreUnknownFields = false)
record RetentionProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10m") Duration interval,
        @DefaultValue("1000") int limit,
        @DefaultValue("30d") Duration decidedLetters,
        @DefaultValue("90d") Duration undecidedLetters) {
    RetentionProperties {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("parley.retention.interval must be positive");
        }
        if (!decidedLetters.isPositive()) {
            throw new IllegalArgumentException("parley.retention.decided-letters must be positive");
        }
        if (!undecidedLetters.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.retention.undecided-letters must be positive");
        }
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "parley.retention.limit must be at least 1, not " + limit);
        }
    }
}
