package dev.parley.schemas;

/** How many partitions a topic has. */
public enum PartitionRule {
    /** As many as every topic keyed by conversation, so that equal keys meet on one worker. */
    PER_CONVERSATION,
    /** One, because each reader reads all of it, and so knows when it has read to the end. */
    SINGLE
}
