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
 *     records are there: a start with another number than the topics have is refused
 * @param replicationFactor replicas of each partition of a topic that is made; default -1, as many
 *     as the brokers give ({@code default.replication.factor}), which in production is 3
 * @param brokerPatience how long a start waits for brokers that come late, and for missing rights,
 *     before the process ends; default 10 minutes
 * @param groupSessionTimeout how long a worker's process may be silent before its share goes to the
 *     others, where brokers hold it for longer and allow less; default 6 s. With {@code
 *     group.protocol=classic} it is the consumer's own {@code session.timeout.ms}
 * @param linger how long a producer waits to fill a batch; default 1 ms, which measured faster than
 *     0 under load
 */
@ConfigurationProperties(prefix = "parley.kafka", ignoreUnknownFields = false)
record ParleyKafkaProperties(
        @DefaultValue("parley.") String topicPrefix,
        @DefaultValue("8") int partitions,
        @DefaultValue("-1") int replicationFactor,
        @DefaultValue("10m") Duration brokerPatience,
        @DefaultValue("6s") Duration groupSessionTimeout,
        @DefaultValue("1ms") Duration linger) {
    private static final long LEAST_SESSION_MILLIS = 1_000;

    ParleyKafkaProperties {
        // The catalogue holds the rules; asked here, so that a wrong key fails with its binding.
        var _ = new TopicCatalogue(topicPrefix, partitions, replicationFactor);
        if (!brokerPatience.isPositive()) {
            throw new IllegalArgumentException("parley.kafka.broker-patience must be positive");
        }
        if (groupSessionTimeout.toMillis() < LEAST_SESSION_MILLIS) {
            throw new IllegalArgumentException(
                    "parley.kafka.group-session-timeout must be at least 1s, not "
                            + groupSessionTimeout);
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("parley.kafka.linger must not be negative");
        }
    }
}
