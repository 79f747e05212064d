package dev.parley.schemas;

import java.util.Map;

/**
 * What an admin client needs to create a topic.
 *
 * @param name the full name, prefix included
 * @param partitions how many partitions
 * @param replicationFactor how many replicas a partition has; {@link
 *     TopicCatalogue#BROKERS_REPLICATION} as many as the brokers give
 * @param configs the broker's settings for this topic, by their Kafka names
 */
public record TopicSettings(
        String name, int partitions, short replicationFactor, Map<String, String> configs) {

    public TopicSettings {
        configs = Map.copyOf(configs);
    }
}
