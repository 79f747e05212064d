package dev.parley.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the lock of a conversation lasts when nobody renews it.
 *
 * @param ttl at least 1 ms; longer than 5 s, or it ends before its first renewal. An organization
 *     may have its own, {@code policies.cooldown}
 */
@ConfigurationProperties(prefix = "parley.cooldown", ignoreUnknownFields = false)
record CooldownProperties(@DefaultValue("30s") Duration ttl) {
    CooldownProperties {
        if (ttl.toMillis() <= 0) {
            throw new IllegalArgumentException(
                    "parley.cooldown.ttl must be at least 1ms, but is " + ttl);
        }
    }
}
