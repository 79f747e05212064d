package dev.parley.standalone.faults;

import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.standalone.Standalone;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells whether every trigger has been worked off: what is still undone then, no record will ever
 * bring about.
 */
final class QuietTopics {
    private static final Map<String, List<Topic>> READERS =
            Map.of(
                    "planner", List.of(Topic.INBOUND, Topic.WAKEUPS),
                    "executor", List.of(Topic.PLANS),
                    "post-processor", List.of(Topic.REPLIES));

    private final Admin admin;
    private final TopicCatalogue catalogue;

    private QuietTopics(Admin admin, TopicCatalogue catalogue) {
        this.admin = admin;
        this.catalogue = catalogue;
    }

    /**
     * Waits until no worker has anything to read or to finish.
     *
     * @throws AssertionError when that does not come within the limit
     */
    static void await(Standalone parley, Duration limit) throws InterruptedException {
        var catalogue = parley.context().getBean(TopicCatalogue.class);
        try (var admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                parley.kafkaAddress()))) {
            var topics = new QuietTopics(admin, catalogue);
            Bound.await("the topics are read to their ends", limit, topics::areQuiet);
        }
    }

    /**
     * Each topic is read to its end, twice, and the ends did not move: between the two looks
     * nothing was on its way, because a handler publishes before its record completes.
     */
    private boolean areQuiet() {
        try {
            var first = ends();
            return isReadTo(first) && first.equals(ends()) && isReadTo(first);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask the broker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean isReadTo(Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        var committed = new HashMap<TopicPartition, Long>();
        for (var group : READERS.keySet()) {
            admin.listConsumerGroupOffsets(catalogue.prefix() + group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }
        return ends.entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        var names = READERS.values().stream().flatMap(List::stream).map(catalogue::name).toList();
        var asked =
                admin.describeTopics(names).allTopicNames().get().values().stream()
                        .flatMap(topic ->
                                topic.partitions().stream()
                                        .map(partition ->
                                                new TopicPartition(
                                                        topic.name(), partition.partition())))
                        .collect(
                                Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
