package dev.parley.kafka;

import dev.parley.conversation.Stage;
import dev.parley.runtime.InfrastructureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the planners have come. Thread-safe; takes some seconds at most. */
final class PlannerOffsets implements AutoCloseable {
    private static final int LIMIT_MILLIS = 3_000;

    private final Admin admin;
    private final String group;

    PlannerOffsets(Map<String, Object> configuration, String prefix) {
        this.admin = Admin.create(configuration);
        this.group = prefix + Stage.PLANNER.text(); // planners store what was accepted
    }

    /**
     * A partition with records that are not committed.
     *
     * @param committed offset of the first of them
     * @param end offset after the last
     */
    record Open(TopicPartition partition, long committed, long end) {}

    /**
     * Those of the partitions with records that are not committed.
     *
     * @throws InfrastructureException when the brokers do not answer in time
     */
    List<Open> open(List<TopicPartition> partitions) {
        var ends = offsets(partitions, OffsetSpec.latest());
        var committed = committed();
        // Where nothing is committed, or what was is gone, a planner begins with what is there.
        var begins = offsets(partitions, OffsetSpec.earliest());
        var open = new ArrayList<Open>();
        for (var partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long first = Math.max(begin, committed.getOrDefault(partition, begin));
            long end = ends.getOrDefault(partition, 0L);
            if (first < end) {
                open.add(new Open(partition, first, end));
            }
        }
        return open;
    }

    private Map<TopicPartition, Long> committed() {
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs(LIMIT_MILLIS);
        var found =
                answer(
                        admin.listConsumerGroupOffsets(group, options)
                                .partitionsToOffsetAndMetadata());
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        var options = new ListOffsetsOptions().timeoutMs(LIMIT_MILLIS);
        return answer(admin.listOffsets(asked, options).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new InfrastructureException("the offsets of " + group + " are not known", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while asking for offsets", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
