package dev.parley.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a {@link RecordProcessor} reads and how much it takes at once.
 *
 * @param name the worker's name in threads, logs and metric tags; one processor a name and registry
 * @param groupId the consumer group
 * @param topics full names of the topics, prefix included; those that share keys have the same
 *     number of partitions, so that a key's records meet in one worker
 * @param consumer further settings of the Kafka consumer, bootstrap.servers among them
 */
public record ProcessorSettings(
        String name,
        String groupId,
        Set<String> topics,
        Bounds bounds,
        Patience patience,
        Pace pace,
        Map<String, Object> consumer) {

    private static final int DEFAULT_MAX_POLL_INTERVAL_MS = 300_000;
    private static final int DEFAULT_FETCH_MAX_BYTES = 50 * 1024 * 1024;

    /** Of the bytes that may be buffered, for one read. */
    private static final int READ_SHARE = 4;

    public ProcessorSettings {
        topics = Set.copyOf(topics);
        consumer = Map.copyOf(consumer);
        require(!name.isBlank(), "name is blank");
        require(!groupId.isBlank(), "groupId is blank");
        require(!topics.isEmpty(), "topics is empty");
        require(
                pace.drain().toMillis() < maxPollInterval(consumer),
                "drain "
                        + pace.drain()
                        + " is not shorter than max.poll.interval.ms "
                        + maxPollInterval(consumer));
    }

    /** Defaults that suit handlers which wait on stores and models. */
    public static ProcessorSettings of(
            String name, String groupId, Set<String> topics, Map<String, Object> consumer) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                Bounds.standard(),
                Patience.STANDARD,
                Pace.STANDARD,
                consumer);
    }

    public ProcessorSettings withBounds(Bounds other) {
        return new ProcessorSettings(name, groupId, topics, other, patience, pace, consumer);
    }

    public ProcessorSettings withPatience(Patience other) {
        return new ProcessorSettings(name, groupId, topics, bounds, other, pace, consumer);
    }

    public ProcessorSettings withPace(Pace other) {
        return new ProcessorSettings(name, groupId, topics, bounds, patience, other, consumer);
    }

    ProcessorSettings withMaxInFlight(int records) {
        return withBounds(bounds.withInFlight(records));
    }

    ProcessorSettings withMaxBuffered(int records) {
        return withBounds(bounds.withBuffered(records));
    }

    ProcessorSettings withMaxSpan(int records) {
        return withBounds(bounds.withSpan(records));
    }

    ProcessorSettings withCommitInterval(Duration interval) {
        return withPace(pace.withCommitInterval(interval));
    }

    /** The same time for both: partitions that move and a processor that closes. */
    ProcessorSettings withDrainTimeout(Duration timeout) {
        return withPace(pace.withDrain(timeout).withRevoke(timeout));
    }

    ProcessorSettings withBackOff(BackOff wait) {
        return withPatience(patience.withBackOff(wait));
    }

    ProcessorSettings withUnknownSchemaTimeout(Duration timeout) {
        return withPatience(patience.withUnknownSchema(timeout));
    }

    /**
     * The consumer's full configuration: what the caller gave over the defaults, and above it what
     * the processor cannot do without. One read never exceeds half of either bound.
     */
    Map<String, Object> consumerConfiguration() {
        var all = new HashMap<String, Object>();
        all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, ClientIds.of(name));
        all.putAll(consumer);
        addAssignor(all);
        all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords());
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, (int) fetchMaxBytes());
        return all;
    }

    /**
     * Topics that share keys are assigned alike: by the brokers in the new protocol, by the members
     * themselves in the classic one.
     */
    private static void addAssignor(Map<String, Object> all) {
        boolean classic =
                String.valueOf(all.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))
                        .equalsIgnoreCase("classic");
        if (classic) {
            all.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    "org.apache.kafka.clients.consumer.RangeAssignor");
        } else {
            all.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        }
    }

    /** Records one read may return. */
    int maxPollRecords() {
        return Math.min(
                number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500),
                Math.min(bounds.buffered(), bounds.span()) / 2);
    }

    /** Bytes one broker may return in one answer; a single record that is larger comes even so. */
    long fetchMaxBytes() {
        return Math.min(
                number(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, DEFAULT_FETCH_MAX_BYTES),
                Math.max(1, bounds.bufferedBytes() / READ_SHARE));
    }

    private int number(String key, int otherwise) {
        return Integer.parseInt(consumer.getOrDefault(key, otherwise).toString());
    }

    private static long maxPollInterval(Map<String, Object> consumer) {
        return Long.parseLong(
                consumer.getOrDefault(
                                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                                DEFAULT_MAX_POLL_INTERVAL_MS)
                        .toString());
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
