package dev.parley.kafka;

import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;

/** How a topic that is there differs from what the catalogue would make. */
final class TopicComparison {
    /** From so many brokers on, a topic on one of them is a mistake and no choice. */
    private static final int CLUSTER = 3;

    private TopicComparison() {}

    /**
     * @throws TopicMismatchException when the number of partitions is another one
     */
    static void requirePartitions(TopicSettings wanted, int partitions, boolean configured) {
        if (partitions == wanted.partitions()) {
            return;
        }
        throw new TopicMismatchException(
                configured
                        ? "topic %s has %d partitions and parley.kafka.partitions is %d: the number never changes once records are there, so set parley.kafka.partitions=%d, or begin another lane with parley.kafka.topic-prefix"
                                .formatted(
                                        wanted.name(), partitions, wanted.partitions(), partitions)
                        : "topic %s has %d partitions and must have %d: it was made by somebody else, so begin another lane with parley.kafka.topic-prefix, or delete the topic while no service runs"
                                .formatted(wanted.name(), partitions, wanted.partitions()));
    }

    /** The replicas of the partition that has the fewest. */
    static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    /** Whether what is acknowledged stands on one disk of a cluster that has more. */
    static boolean standsOnOneBroker(int replicas, int brokers) {
        return replicas == 1 && brokers >= CLUSTER;
    }

    /** What differs, a phrase each, in the order of the names. */
    static List<String> differences(
            TopicSettings wanted, int replicas, Map<String, String> configs) {
        var found = new ArrayList<String>();
        new TreeMap<>(expected(wanted, replicas))
                .forEach((name, value) -> {
                    var actual = configs.get(name);
                    if (actual != null && !actual.equals(value)) {
                        found.add("%s is %s, not %s".formatted(name, actual, value));
                    }
                });
        if (wanted.replicationFactor() > 0 && replicas != wanted.replicationFactor()) {
            found.add(
                    "the replication factor is %d, not %d"
                            .formatted(replicas, wanted.replicationFactor()));
        }
        return found;
    }

    private static Map<String, String> expected(TopicSettings wanted, int replicas) {
        var expected = new TreeMap<>(wanted.configs());
        expected.putIfAbsent(
                TopicCatalogue.LEAST_IN_SYNC,
                Integer.toString(TopicCatalogue.leastInSync(replicas)));
        return expected;
    }
}
