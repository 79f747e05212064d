package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.turn.RetryPolicy;
import dev.parley.conversation.turn.Settle;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.schemas.TopicCatalogue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class PropertiesTest {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(PropertiesOnly.class);

    @Test
    void defaults() {
        context.run(started -> {
            assertThat(started.getBean(TopicCatalogue.class))
                    .isEqualTo(new TopicCatalogue("parley.", 8, -1));
            assertThat(started.getBean(TurnSettings.class))
                    .isEqualTo(
                            new TurnSettings(
                                    Duration.ofSeconds(60),
                                    Duration.ofMinutes(2),
                                    Duration.ofSeconds(3),
                                    Duration.ofSeconds(5),
                                    Duration.ofHours(1),
                                    new RetryPolicy(
                                            4,
                                            12,
                                            20,
                                            Duration.ofSeconds(1),
                                            Duration.ofSeconds(60),
                                            Duration.ofMinutes(10),
                                            Duration.ofMinutes(5)),
                                    20,
                                    500,
                                    new Settle(Duration.ZERO, Duration.ofSeconds(10))));
            assertThat(started.getBean(WorkerProperties.class))
                    .isEqualTo(
                            new WorkerProperties(
                                    2000,
                                    10_000,
                                    null,
                                    20_000,
                                    Duration.ofMillis(200),
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(7),
                                    Duration.ofSeconds(30),
                                    Duration.ofMinutes(10),
                                    8,
                                    Duration.ofMinutes(15)));
            assertThat(started.getBean(WorkerProperties.class).bounds().bufferedBytes())
                    .isEqualTo(Runtime.getRuntime().maxMemory() / 10);
        });
    }

    @Test
    void everyKeyIsMapped() {
        context.withPropertyValues(
                        "parley.kafka.topic-prefix=lane2.",
                        "parley.kafka.partitions=3",
                        "parley.kafka.replication-factor=2",
                        "parley.kafka.broker-patience=4m",
                        "parley.kafka.group-session-timeout=9s",
                        "parley.kafka.linger=4ms",
                        "parley.turn.lease=20s",
                        "parley.turn.planned-lease=30s",
                        "parley.turn.instance-lease=4s",
                        "parley.turn.max-emissions=4",
                        "parley.turn.grace=2s",
                        "parley.turn.longest-attempt=40m",
                        "parley.turn.max-failures=2",
                        "parley.turn.max-begins=3",
                        "parley.turn.first-delay=5ms",
                        "parley.turn.max-delay=6ms",
                        "parley.turn.max-asked-delay=7ms",
                        "parley.turn.patience=3m",
                        "parley.turn.settle=2s",
                        "parley.turn.max-settle=4s",
                        "parley.turn.context-messages=7",
                        "parley.turn.turn-messages=8",
                        "parley.worker.max-in-flight=9",
                        "parley.worker.max-buffered=10",
                        "parley.worker.max-span=11",
                        "parley.worker.commit-interval=12ms",
                        "parley.worker.drain-timeout=13s",
                        "parley.worker.finish-within=1s",
                        "parley.worker.unknown-schema-timeout=14s",
                        "parley.worker.max-buffered-bytes=15MB",
                        "parley.worker.revoke-timeout=3s",
                        "parley.worker.unknown-kind-timeout=16s",
                        "parley.worker.max-failures=17",
                        "parley.worker.incomplete-limit=18s")
                .run(started -> {
                    assertThat(started.getBean(TopicCatalogue.class))
                            .isEqualTo(new TopicCatalogue("lane2.", 3, 2));
                    assertThat(started.getBean(ParleyKafkaProperties.class).linger())
                            .isEqualTo(Duration.ofMillis(4));
                    assertThat(started.getBean(ParleyKafkaProperties.class).brokerPatience())
                            .isEqualTo(Duration.ofMinutes(4));
                    assertThat(started.getBean(ParleyKafkaProperties.class).groupSessionTimeout())
                            .isEqualTo(Duration.ofSeconds(9));
                    assertThat(started.getBean(TurnSettings.class))
                            .isEqualTo(
                                    new TurnSettings(
                                            Duration.ofSeconds(20),
                                            Duration.ofSeconds(30),
                                            Duration.ofSeconds(4),
                                            Duration.ofSeconds(2),
                                            Duration.ofMinutes(40),
                                            new RetryPolicy(
                                                    2,
                                                    3,
                                                    4,
                                                    Duration.ofMillis(5),
                                                    Duration.ofMillis(6),
                                                    Duration.ofMillis(7),
                                                    Duration.ofMinutes(3)),
                                            7,
                                            8,
                                            new Settle(
                                                    Duration.ofSeconds(2), Duration.ofSeconds(4))));
                    assertThat(started.getBean(WorkerProperties.class))
                            .isEqualTo(
                                    new WorkerProperties(
                                            9,
                                            10,
                                            DataSize.ofMegabytes(15),
                                            11,
                                            Duration.ofMillis(12),
                                            Duration.ofSeconds(13),
                                            Duration.ofSeconds(3),
                                            Duration.ofSeconds(1),
                                            Duration.ofSeconds(14),
                                            Duration.ofSeconds(16),
                                            17,
                                            Duration.ofSeconds(18)));
                });
    }

    @Test
    void readingHasAsManyThreadsAsProcessorsUnlessItIsSaid() {
        int processors = Runtime.getRuntime().availableProcessors();
        context.run(started -> {
            var properties = started.getBean(ReadingProperties.class);
            assertThat(properties).isEqualTo(new ReadingProperties(0, Duration.ofSeconds(2)));
            assertThat(properties.number()).isEqualTo(processors);
        });
        context.withPropertyValues("parley.reading.threads=3", "parley.reading.within=5s")
                .run(started -> {
                    var properties = started.getBean(ReadingProperties.class);
                    assertThat(properties)
                            .isEqualTo(new ReadingProperties(3, Duration.ofSeconds(5)));
                    assertThat(properties.number()).isEqualTo(3);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.kafka.partitions=0",
                "parley.kafka.replication-factor=0",
                "parley.kafka.broker-patience=0s",
                "parley.kafka.group-session-timeout=1ms",
                "parley.kafka.topic-prefix=a b",
                "parley.kafka.lingr=1ms",
                "parley.turn.lease=0s",
                "parley.turn.planned-lease=0s",
                "parley.turn.instance-lease=0s",
                "parley.turn.max-emissions=0",
                "parley.turn.longest-attempt=0s",
                "parley.turn.patience=0s",
                "parley.turn.settle=-1s",
                "parley.turn.settle=11s",
                "parley.turn.max-failures=0",
                "parley.turn.max-begins=1",
                "parley.turn.max-delay=1ms",
                "parley.turn.max-asked-delay=59s",
                "parley.turn.context-messages=-1",
                "parley.turn.turn-messages=0",
                "parley.turn.leese=1s",
                "parley.worker.max-in-flight=0",
                "parley.worker.max-buffered=1",
                "parley.worker.max-span=1",
                "parley.worker.finish-within=1h",
                "parley.worker.unknown-schema-timeout=-1s",
                "parley.reading.threads=-1",
                "parley.reading.threads=65",
                "parley.reading.within=0s",
                "parley.reading.within=61s",
                "parley.reading.theads=1",
                "parley.worker.max-buffered-bytes=1KB",
                "parley.worker.revoke-timeout=11s",
                "parley.worker.unknown-kind-timeout=-1s",
                "parley.worker.max-failures=0",
                "parley.worker.incomplete-limit=0s",
                "parley.worker.threads=5"
            })
    void constraintIsRefused(String property) {
        context.withPropertyValues(property).run(started -> assertThat(started).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({
        ParleyKafkaProperties.class,
        TurnProperties.class,
        WorkerProperties.class,
        ReadingProperties.class
    })
    static class PropertiesOnly {
        @Bean
        TopicCatalogue topicCatalogue(ParleyKafkaProperties properties) {
            return new PipelineKafkaAutoConfiguration().topicCatalogue(properties);
        }

        @Bean
        TurnSettings turnSettings(TurnProperties properties) {
            return properties.settings();
        }
    }
}
