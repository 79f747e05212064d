package dev.parley.schemas;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topics of one lane: their full names and how to create them. Several lanes with different
 * prefixes live side by side on one cluster.
 *
 * @param prefix what every name begins with, may be empty; usually {@link #DEFAULT_PREFIX}
 * @param partitions partitions of each topic keyed by conversation; once records are there it must
 *     not change, for conversations would move to other partitions
 * @param replicationFactor replicas of each partition; {@link #BROKERS_REPLICATION} leaves them to
 *     the brokers' {@code default.replication.factor}
 */
public record TopicCatalogue(String prefix, int partitions, int replicationFactor) {

    public static final String DEFAULT_PREFIX = "parley.";

    /** As many replicas as the brokers give a topic that names no number. */
    public static final int BROKERS_REPLICATION = -1;

    /** Kafka's name of what {@link #leastInSync} says. */
    public static final String LEAST_IN_SYNC = "min.insync.replicas";

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,200}");

    /**
     * Old records go, and compaction begins, only when a segment is closed: a quiet topic would
     * keep them for a week more.
     */
    private static final Duration SEGMENT = Duration.ofDays(1);

    /** How long a removed document or key may stay in the log beside its removal. */
    private static final Duration COMPACTION_LAG = Duration.ofDays(1);

    /**
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public TopicCatalogue {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic prefix \"%s\" is not at most 200 of A-Z a-z 0-9 . _ -"
                            .formatted(prefix));
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, not " + partitions);
        }
        if (replicationFactor != BROKERS_REPLICATION
                && (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "replication factor must be from 1 to %d, or %d for the brokers', not %d"
                            .formatted(Short.MAX_VALUE, BROKERS_REPLICATION, replicationFactor));
        }
    }

    /** The full name of a topic. */
    public String name(Topic topic) {
        return prefix + topic.baseName();
    }

    /** The topic with this full name, if it is one of this lane. */
    public Optional<Topic> topic(String name) {
        return Arrays.stream(Topic.values()).filter(topic -> name(topic).equals(name)).findFirst();
    }

    /** How to create a topic. */
    public TopicSettings settings(Topic topic) {
        return new TopicSettings(
                name(topic), partitions(topic), (short) replicationFactor, configs(topic));
    }

    /** How to create every topic of the lane. */
    public List<TopicSettings> all() {
        return Arrays.stream(Topic.values()).map(this::settings).toList();
    }

    /**
     * The longest time a topic of conversations may hold what was said in one, as it is created
     * here: a record goes with its segment, which is closed a while after its first record. What
     * was done to an organization is told longer, without what anybody said.
     */
    public Duration longestRetention() {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.AUDIT)
                .map(Topic::cleanup)
                .map(cleanup ->
                        switch (cleanup) {
                            case Cleanup.Delete(var retention) -> retention.plus(SEGMENT);
                            case Cleanup.Compact() -> Duration.ZERO;
                        })
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * How many of so many replicas must have a record before it is acknowledged: with three, one
     * may be down while writes go on, and what is acknowledged stands on two.
     */
    public static int leastInSync(int replicas) {
        return Math.max(1, replicas - 1);
    }

    private int partitions(Topic topic) {
        return switch (topic.partitionRule()) {
            case PER_CONVERSATION -> partitions;
            case SINGLE -> 1;
        };
    }

    private Map<String, String> configs(Topic topic) {
        var configs = new LinkedHashMap<String, String>();
        switch (topic.cleanup()) {
            case Cleanup.Delete(var retention) -> {
                configs.put("cleanup.policy", "delete");
                configs.put("retention.ms", Long.toString(retention.toMillis()));
            }
            case Cleanup.Compact() -> {
                configs.put("cleanup.policy", "compact");
                configs.put("max.compaction.lag.ms", Long.toString(COMPACTION_LAG.toMillis()));
            }
        }
        configs.put("segment.ms", Long.toString(SEGMENT.toMillis()));
        configs.put("max.message.bytes", Integer.toString(topic.maxMessageBytes()));
        // A clock of ours that is wrong must neither make records old before their time nor have
        // them refused.
        configs.put("message.timestamp.type", "LogAppendTime");
        if (replicationFactor != BROKERS_REPLICATION) {
            configs.put(LEAST_IN_SYNC, Integer.toString(leastInSync(replicationFactor)));
        }
        return configs;
    }
}
