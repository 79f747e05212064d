package dev.parley.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Connects to the Redis of {@code parley.redis.*}; Boot's own {@code spring.data.redis.*} is not
 * read.
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
@EnableConfigurationProperties(RedisProperties.class)
class RedisConnectionAutoConfiguration {
    /** In the background, so it may be longer than a command; a cold JVM needs some of it. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** Commands that wait for answers; a Redis that hangs must not fill the heap. */
    private static final int WAITING_COMMANDS = 10_000;

    @Bean
    LettuceResources parleyLettuceResources() {
        return new LettuceResources();
    }

    @Bean(destroyMethod = "") // LettuceResources ends it, faster
    ClientResources parleyClientResources(LettuceResources lettuce) {
        return lettuce.resources();
    }

    @Bean
    LettuceConnectionFactory parleyRedisConnectionFactory(
            RedisProperties properties, ClientResources resources) {
        var factory =
                new LettuceConnectionFactory(server(properties), client(properties, resources));
        factory.setPhase(
                Integer.MIN_VALUE); // stops last, after the workers that give their locks back
        return factory;
    }

    @Bean
    GuardedRedis guardedRedis(LettuceConnectionFactory factory) {
        factory.start();
        var redis = new GuardedRedis(factory);
        redis.connect();
        return redis;
    }

    private static RedisStandaloneConfiguration server(RedisProperties properties) {
        var server = new RedisStandaloneConfiguration(properties.host(), properties.port());
        server.setUsername(properties.username());
        server.setPassword(properties.password());
        return server;
    }

    private static LettuceClientConfiguration client(
            RedisProperties properties, ClientResources resources) {
        var client =
                LettuceClientConfiguration.builder()
                        .clientName("parley")
                        .clientResources(resources)
                        .clientOptions(options())
                        .commandTimeout(properties.timeout())
                        .shutdownQuietPeriod(Duration.ZERO);
        if (properties.tls()) {
            client.useSsl();
        }
        return client.build();
    }

    private static ClientOptions options() {
        return ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(WAITING_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build();
    }
}
