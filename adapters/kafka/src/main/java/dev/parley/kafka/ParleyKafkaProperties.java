package dev.parley.kafka;

import dev.parley.schemas.TopicCatalogue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The lane's topics and its producer. The brokers' addresses are Spring's {@code
 * spring.kafka.bootstrap-servers}.
 *
 * @param topicPrefix what every topic's name begins with, so that several lanes share a cluster;
 *     default {@code parley.}
 * @param partitions partitions of each topic keyed by conversation; default 8. Never changed once
 *     records are there
 * @param replicationFactor replicas of each partition; default 1, in production 3
 * @param linger how long a producer waits to fill a batch; default 1 ms, which measured faster than
 *     0 under load
 */
@ConfigurationProperties(prefix = "parley.kafka", ignoreUnknownFields = false)
record ParleyKafkaProperties(
        @DefaultValue("parley.") String topicPrefix,
        @DefaultValue("8") int partitions,
        @DefaultValue("1") int replicationFactor,
        @DefaultValue("1ms") Duration linger) {
    ParleyKafkaProperties {
        // The catalogue holds the rules; asked here, so that a wrong key fails with its binding.
        var _ = new TopicCatalogue(topicPrefix, partitions, replicationFactor);
        if (linger.isNegative()) {
            throw new IllegalArgumentException("parley.kafka.linger must not be negative");
        }
    }
}
