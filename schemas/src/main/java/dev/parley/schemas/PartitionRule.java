package dev.parley.schemas;

/** How many partitions a topic has. */
public enum PartitionRule {
    /** As many as every topic keyed by conversation, so that equal keys meet on one worker. */
    PER_CONVERSATION,
    /** One, because the topic is small and each reader reads all of it. */
    SINGLE
}
