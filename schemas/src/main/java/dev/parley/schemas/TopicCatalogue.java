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
 * @param replicationFactor replicas of each partition
 */
public record TopicCatalogue(String prefix, int partitions, int replicationFactor) {

    public static final String DEFAULT_PREFIX = "parley.";

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,200}");

    /**
     * Old records go, and compaction begins, only when a segment is closed: a quiet topic would
     * keep them for a week more.
     */
    private static final Duration SEGMENT = Duration.ofDays(1);

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
        if (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "replication factor must be from 1 to %d, not %d"
                            .formatted(Short.MAX_VALUE, replicationFactor));
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
     * How long a record stays on a topic that forgets, at most: its retention, and as long as its
     * segment took younger records in.
     */
    public Duration longestRetention() {
        return Arrays.stream(Topic.values())
                .map(Topic::cleanup)
                .map(cleanup ->
                        switch (cleanup) {
                            case Cleanup.Delete(var retention) -> retention.plus(SEGMENT);
                            case Cleanup.Compact() -> Duration.ZERO;
                        })
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
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
            case Cleanup.Compact() -> configs.put("cleanup.policy", "compact");
        }
        configs.put("segment.ms", Long.toString(SEGMENT.toMillis()));
        configs.put("max.message.bytes", Integer.toString(topic.maxMessageBytes()));
        // With three replicas one may be down while writes go on, and what is acknowledged stands
        // on two.
        configs.put("min.insync.replicas", Integer.toString(Math.max(1, replicationFactor - 1)));
        return configs;
    }
}
