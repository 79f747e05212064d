package dev.parley.benchmarks;

import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at what the pipeline has written to Kafka and how far its workers have read. */
final class Traffic implements AutoCloseable {
    /** The topics that carry a turn. */
    static final List<Topic> TOPICS =
            List.of(Topic.INBOUND, Topic.WAKEUPS, Topic.PLANS, Topic.REPLIES, Topic.EVENTS);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration READ = Duration.ofSeconds(5);

    private final String brokers;
    private final TopicCatalogue catalogue;
    private final Admin admin;

    Traffic(String brokers, TopicCatalogue catalogue) {
        this.brokers = brokers;
        this.catalogue = catalogue;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }

    /** How many records each topic has had so far. */
    Map<Topic, Long> records() throws ExecutionException, InterruptedException {
        var counts = new EnumMap<Topic, Long>(Topic.class);
        for (var topic : TOPICS) {
            counts.put(topic, ends(topic).values().stream().mapToLong(Long::longValue).sum());
        }
        return counts;
    }

    /** The mean size in bytes of the values of each topic that has any. */
    Map<Topic, Integer> recordBytes() throws ExecutionException, InterruptedException {
        var sizes = new EnumMap<Topic, Integer>(Topic.class);
        for (var topic : TOPICS) {
            var mean = meanBytes(ends(topic));
            if (mean > 0) {
                sizes.put(topic, mean);
            }
        }
        return sizes;
    }

    /**
     * Waits until the workers have completed everything there is.
     *
     * @return whether they have within the patience
     */
    boolean awaitIdle(Duration patience) throws ExecutionException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (behind() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    /** Records that the workers have not completed, or not committed yet. */
    long behind() throws ExecutionException, InterruptedException {
        return behind("planner", Topic.INBOUND)
                + behind("planner", Topic.WAKEUPS)
                + behind("executor", Topic.PLANS)
                + behind("post-processor", Topic.REPLIES);
    }

    private long behind(String worker, Topic topic)
            throws ExecutionException, InterruptedException {
        var committed =
                admin.listConsumerGroupOffsets(catalogue.prefix() + worker)
                        .partitionsToOffsetAndMetadata()
                        .get();
        long behind = 0;
        for (var end : ends(topic).entrySet()) {
            var offset = committed.get(end.getKey());
            behind += end.getValue() - (offset == null ? 0 : offset.offset());
        }
        return behind;
    }

    private Map<TopicPartition, Long> ends(Topic topic)
            throws ExecutionException, InterruptedException {
        var wanted =
                partitions(topic).stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private List<TopicPartition> partitions(Topic topic) {
        var settings = catalogue.settings(topic);
        return IntStream.range(0, settings.partitions())
                .mapToObj(partition -> new TopicPartition(settings.name(), partition))
                .toList();
    }

    /** The mean of what the newest records measure, a few of each partition. */
    private int meanBytes(Map<TopicPartition, Long> ends) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) brokers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            long wanted = 0;
            for (var end : ends.entrySet()) {
                long first = Math.max(0, end.getValue() - 50);
                wanted += end.getValue() - first;
                consumer.seek(end.getKey(), first);
            }
            long bytes = 0;
            long count = 0;
            long patience = System.nanoTime() + READ.toNanos();
            while (count < wanted && System.nanoTime() < patience) {
                for (var record : consumer.poll(LOOK)) {
                    bytes += record.value() == null ? 0 : record.value().length;
                    count++;
                }
            }
            return count == 0 ? 0 : (int) (bytes / count);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
