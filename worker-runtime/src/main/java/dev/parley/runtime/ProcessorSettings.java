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
 * @param maxInFlight handlers running at once
 * @param maxBuffered records read and not complete, waiting ones included, over all partitions; at
 *     least 2
 * @param maxSpan records of one partition from its oldest incomplete to its newest read one: what
 *     at most is read again after a crash; at least 2
 * @param commitInterval how often the offsets of completed records are committed
 * @param drainTimeout how long running handlers may go on when their partition moves or the
 *     processor closes; shorter than the consumer's max.poll.interval.ms
 * @param backOff wait before a record is tried again after an infrastructure failure
 * @param unknownSchemaTimeout how long a record waits for its writer's schema before it is taken
 *     for undecodable
 * @param consumer further settings of the Kafka consumer, bootstrap.servers among them
 */
public record ProcessorSettings(
        String name,
        String groupId,
        Set<String> topics,
        int maxInFlight,
        int maxBuffered,
        int maxSpan,
        Duration commitInterval,
        Duration drainTimeout,
        BackOff backOff,
        Duration unknownSchemaTimeout,
        Map<String, Object> consumer) {

    private static final int DEFAULT_MAX_POLL_INTERVAL_MS = 300_000;

    public ProcessorSettings {
        topics = Set.copyOf(topics);
        consumer = Map.copyOf(consumer);
        require(!name.isBlank(), "name is blank");
        require(!groupId.isBlank(), "groupId is blank");
        require(!topics.isEmpty(), "topics is empty");
        require(maxInFlight > 0, "maxInFlight is not positive: " + maxInFlight);
        require(maxBuffered > 1, "maxBuffered is less than 2: " + maxBuffered);
        require(maxSpan > 1, "maxSpan is less than 2: " + maxSpan);
        require(commitInterval.isPositive(), "commitInterval is not positive: " + commitInterval);
        require(!drainTimeout.isNegative(), "drainTimeout is negative: " + drainTimeout);
        require(
                !unknownSchemaTimeout.isNegative(),
                "unknownSchemaTimeout is negative: " + unknownSchemaTimeout);
        require(
                drainTimeout.toMillis() < maxPollInterval(consumer),
                "drainTimeout "
                        + drainTimeout
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
                256,
                4096,
                20_000,
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                BackOff.between(Duration.ofMillis(100), Duration.ofSeconds(5)),
                Duration.ofSeconds(30),
                consumer);
    }

    public ProcessorSettings withMaxInFlight(int records) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                records,
                maxBuffered,
                maxSpan,
                commitInterval,
                drainTimeout,
                backOff,
                unknownSchemaTimeout,
                consumer);
    }

    public ProcessorSettings withMaxBuffered(int records) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                maxInFlight,
                records,
                maxSpan,
                commitInterval,
                drainTimeout,
                backOff,
                unknownSchemaTimeout,
                consumer);
    }

    public ProcessorSettings withMaxSpan(int records) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                maxInFlight,
                maxBuffered,
                records,
                commitInterval,
                drainTimeout,
                backOff,
                unknownSchemaTimeout,
                consumer);
    }

    public ProcessorSettings withCommitInterval(Duration interval) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                maxInFlight,
                maxBuffered,
                maxSpan,
                interval,
                drainTimeout,
                backOff,
                unknownSchemaTimeout,
                consumer);
    }

    public ProcessorSettings withDrainTimeout(Duration timeout) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                maxInFlight,
                maxBuffered,
                maxSpan,
                commitInterval,
                timeout,
                backOff,
                unknownSchemaTimeout,
                consumer);
    }

    public ProcessorSettings withBackOff(BackOff wait) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                maxInFlight,
                maxBuffered,
                maxSpan,
                commitInterval,
                drainTimeout,
                wait,
                unknownSchemaTimeout,
                consumer);
    }

    public ProcessorSettings withUnknownSchemaTimeout(Duration timeout) {
        return new ProcessorSettings(
                name,
                groupId,
                topics,
                maxInFlight,
                maxBuffered,
                maxSpan,
                commitInterval,
                drainTimeout,
                backOff,
                timeout,
                consumer);
    }

    /**
     * The consumer's full configuration: what the caller gave over the defaults, and above it what
     * the processor cannot do without. One read never exceeds half of either bound.
     */
    Map<String, Object> consumerConfiguration() {
        var all = new HashMap<String, Object>();
        all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        all.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, "parley-" + name);
        all.putAll(consumer);
        all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords());
        return all;
    }

    /** Records one read may return. */
    int maxPollRecords() {
        var wanted =
                Integer.parseInt(
                        consumer.getOrDefault(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500)
                                .toString());
        return Math.min(wanted, Math.min(maxBuffered, maxSpan) / 2);
    }

    private static long maxPollInterval(Map<String, Object> consumer) {
        return Long.parseLong(
                consumer.getOrDefault(
                                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                                DEFAULT_MAX_POLL_INTERVAL_MS)
                        .toString());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
