package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

class RedisPropertiesTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @EnableConfigurationProperties({
        RedisProperties.class,
        CooldownProperties.class,
        LiveProperties.class
    })
    static class Properties {}

    @Test
    void defaultsFitAMachineOfOnesOwn() {
        application.run(context -> {
            assertThat(context.getBean(RedisProperties.class))
                    .isEqualTo(
                            new RedisProperties(
                                    "127.0.0.1",
                                    6379,
                                    null,
                                    null,
                                    false,
                                    Duration.ofMillis(100),
                                    "parley:"));
            assertThat(context.getBean(CooldownProperties.class).ttl())
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(context.getBean(LiveProperties.class))
                    .isEqualTo(new LiveProperties(true, Duration.ofMillis(50)));
        });
    }

    @Test
    void everyKeyIsRead() {
        application
                .withPropertyValues(
                        "parley.redis.host=redis.internal",
                        "parley.redis.port=6380",
                        "parley.redis.username=parley",
                        "parley.redis.password=secret",
                        "parley.redis.tls=true",
                        "parley.redis.timeout=250ms",
                        "parley.redis.key-prefix=lane-2:",
                        "parley.cooldown.ttl=45s",
                        "parley.live.enabled=false",
                        "parley.live.interval=200ms")
                .run(context -> {
                    assertThat(context.getBean(RedisProperties.class))
                            .isEqualTo(
                                    new RedisProperties(
                                            "redis.internal",
                                            6380,
                                            "parley",
                                            "secret",
                                            true,
                                            Duration.ofMillis(250),
                                            "lane-2:"));
                    assertThat(context.getBean(CooldownProperties.class).ttl())
                            .isEqualTo(Duration.ofSeconds(45));
                    assertThat(context.getBean(LiveProperties.class))
                            .isEqualTo(new LiveProperties(false, Duration.ofMillis(200)));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "parley.redis.host, ' '",
        "parley.redis.port, 0",
        "parley.redis.port, 65536",
        "parley.redis.timeout, 0ms",
        "parley.redis.key-prefix, parley",
        "parley.redis.key-prefix, 'par ley:'",
        "parley.cooldown.ttl, 0s",
        "parley.cooldown.ttl, -1s",
        "parley.live.interval, 0ms",
        "parley.live.interval, 6s"
    })
    void impossibleValueIsRefusedByItsKey(String key, String value) {
        application
                .withInitializer(context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("test", Map.of(key, value))))
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining(key));
    }

    @ParameterizedTest
    @CsvSource({"parley.redis.hots", "parley.cooldown.time", "parley.live.intervall"})
    void unknownKeyIsRefused(String key) {
        application
                .withPropertyValues(key + "=x")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining(key));
    }

    @Test
    void passwordIsNotPrinted() {
        var properties =
                new RedisProperties(
                        "redis.internal",
                        6380,
                        "parley",
                        "secret",
                        true,
                        Duration.ofMillis(1),
                        "p:");

        assertThat(properties).hasToString("rediss://redis.internal:6380");
    }

    @Test
    void cooldownOfNoTimeIsRefused() {
        assertThatThrownBy(() -> new CooldownProperties(Duration.ZERO))
                .hasMessageContaining("parley.cooldown.ttl");
    }
}
