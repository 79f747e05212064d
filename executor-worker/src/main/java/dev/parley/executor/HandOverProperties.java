package dev.parley.executor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How conversations are handed over to people.
 *
 * @param modelTimeout how long a model may take to put the words of an organization's
 *     human-escalation playbook before fixed ones go out, above 0 up to 1 minute; default 8 seconds
 */
@ConfigurationProperties(prefix = "parley.handover", ignoreUnknownFields = false)
record HandOverProperties(@DefaultValue("8s") Duration modelTimeout) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    HandOverProperties {
        if (!modelTimeout.isPositive() || modelTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.handover.model-timeout must be above 0 and at most 1 minute");
        }
    }
}
