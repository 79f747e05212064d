package dev.parley.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the HTTP API.
 *
 * @param operatorKeyHash SHA-256 of the operator's key, 64 lower-case hexadecimal digits; empty
 *     means that there is no operator
 * @param bodyLimit the largest body of a request, 1 KB to 1 MB; default 64 KB
 * @param textLimit the longest text of a message in characters, 1 to 100,000; default 16,000
 * @param headerTimeout the longest time the first line and all headers may take to arrive; default
 *     20 seconds
 * @param bodyTimeout the longest time a body may take to arrive; default 30 seconds
 * @param waitMax the longest time {@code why} waits, 0 to 5 minutes; default 30 seconds
 * @param maxWaiting how many requests may wait at once, at least 1; default 2,000
 * @param publishTimeout how long a new organization may take until this process holds it; default 5
 *     seconds
 * @param streams bounds of event streams
 * @param rate how many messages an organization may send
 * @param cors which web pages may use the API from a browser
 */
@ConfigurationProperties(prefix = "parley.api", ignoreUnknownFields = false)
public record ApiProperties(
        @Nullable String operatorKeyHash,
        @DefaultValue("64KB") DataSize bodyLimit,
        @DefaultValue("20s") Duration headerTimeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("16000") int textLimit,
        @DefaultValue("30s") Duration waitMax,
        @DefaultValue("2000") int maxWaiting,
        @DefaultValue("5s") Duration publishTimeout,
        @DefaultValue @NestedConfigurationProperty StreamProperties streams,
        @DefaultValue @NestedConfigurationProperty RateProperties rate,
        @DefaultValue @NestedConfigurationProperty CorsProperties cors) {
    private static final DataSize SMALLEST_BODY = DataSize.ofKilobytes(1);
    private static final DataSize LARGEST_BODY = DataSize.ofMegabytes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    public ApiProperties {
        operatorKeyHash =
                operatorKeyHash == null || operatorKeyHash.isEmpty() ? null : operatorKeyHash;
        require(
                operatorKeyHash == null || operatorKeyHash.matches("[0-9a-f]{64}"),
                "operator-key-hash must be 64 lower-case hexadecimal digits");
        require(
                bodyLimit.compareTo(SMALLEST_BODY) >= 0 && bodyLimit.compareTo(LARGEST_BODY) <= 0,
                "body-limit must be between 1KB and 1MB");
        require(headerTimeout.isPositive(), "header-timeout must be positive");
        require(bodyTimeout.isPositive(), "body-timeout must be positive");
        require(textLimit >= 1 && textLimit <= 100_000, "text-limit must be between 1 and 100000");
        require(
                !waitMax.isNegative() && waitMax.compareTo(LONGEST_WAIT) <= 0,
                "wait-max must be between 0s and 5m");
        require(maxWaiting >= 1, "max-waiting must be at least 1");
        require(publishTimeout.isPositive(), "publish-timeout must be positive");
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("parley.api." + rule);
        }
    }
}
