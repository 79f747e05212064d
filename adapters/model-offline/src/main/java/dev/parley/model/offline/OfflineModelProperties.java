package dev.parley.model.offline;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the offline model.
 *
 * @param latency how long each call takes; default 0
 * @param script outcomes of the calls in order, over and over: {@code ok}, {@code rate-limited},
 *     {@code timeout}, {@code unavailable}, {@code rejected}, {@code broken-answer}; default none,
 *     all calls succeed
 */
@ConfigurationProperties(prefix = "parley.model.offline", ignoreUnknownFields = false)
record OfflineModelProperties(
        @DefaultValue("0ms") Duration latency, @DefaultValue List<ScriptedOutcome> script) {
    OfflineModelProperties {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("parley.model.offline.latency must not be negative");
        }
    }
}
