package dev.parley.ingest;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many messages an organization may send, as {@code parley.api.rate}.
 *
 * @param messagesPerSecond in the long run; 0 means no limit, default 200
 * @param burst at once, after a while of fewer; at least 1, default 1,000
 */
public record RateProperties(
        @DefaultValue("200") int messagesPerSecond, @DefaultValue("1000") int burst) {
    public RateProperties {
        ApiProperties.require(
                messagesPerSecond >= 0, "rate.messages-per-second must be at least 0");
        ApiProperties.require(burst >= 1, "rate.burst must be at least 1");
    }
}
