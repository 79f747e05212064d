package dev.parley.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The lane's topics and its producer. The brokers' addresses are Spring's {@code spring.kafka.bootstrap-servers}.
 *
 * @param topicPrefix what every topic's name begins with, so that several lanes share a cluster; default {@code parley.}
 * @param partitions partitions of each topic keyed by conversation; default 8. Never changed once records are there
 * @param replicationFactor replicas of each partition; default 1, in production 3
 * @param linger how long a producer waits to fill a batch; default 0
 */
@Validated
@ConfigurationProperties(prefix = "parley.kafka", ignoreUnknownFields = false)
record ParleyKafkaProperties(
        @DefaultValue("parley.") String topicPrefix,
        @Min(1) @Max(10_000) @DefaultValue("8") int partitions,
        @Min(1) @Max(100) @DefaultValue("1") int replicationFactor,
        @DefaultValue("0ms") Duration linger) {}
