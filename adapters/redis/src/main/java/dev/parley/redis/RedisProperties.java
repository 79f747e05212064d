package dev.parley.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is and how long we wait for it.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param username for servers with access lists; none by default
 * @param password none by default; never printed
 * @param tls whether the connection is encrypted
 * @param timeout longest wait for the answer to one command; Redis saves work, so a slow one is not
 *     worth waiting for
 * @param keyPrefix start of every key, so that several installations can share a server: characters
 *     of {@code A-Z a-z 0-9 . _ : -}, ending with a colon
 */
@ConfigurationProperties(prefix = "parley.redis", ignoreUnknownFields = false)
record RedisProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("6379") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("false") boolean tls,
        @DefaultValue("100ms") Duration timeout,
        @DefaultValue("parley:") String keyPrefix) {

    RedisProperties {
        require(!host.isBlank(), "parley.redis.host must not be blank");
        require(
                port >= 1 && port <= 65_535,
                "parley.redis.port must be between 1 and 65535, but is " + port);
        require(
                timeout.toMillis() > 0,
                "parley.redis.timeout must be at least 1ms, but is " + timeout);
        require(
                keyPrefix.matches("[A-Za-z0-9._:-]*:"),
                "parley.redis.key-prefix must be of A-Z a-z 0-9 . _ : - and end with a colon, but is "
                        + keyPrefix);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The address, without what is secret. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port;
    }
}
