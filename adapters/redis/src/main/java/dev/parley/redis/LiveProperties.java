package dev.parley.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replies are shown while they are written.
 *
 * @param enabled false asks the model for whole answers and shows nothing before the reply; default
 *     true
 * @param interval how long pieces are gathered before they go out together, 1 ms to 5 s; default 50
 *     ms
 */
@ConfigurationProperties(prefix = "parley.live", ignoreUnknownFields = false)
record LiveProperties(
        @DefaultValue("true") boolean enabled, @DefaultValue("50ms") Duration interval) {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    LiveProperties {
        if (interval.toMillis() < 1 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.live.interval must be between 1ms and 5s, but is " + interval);
        }
    }
}
