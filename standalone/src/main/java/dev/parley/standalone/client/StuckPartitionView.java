package dev.parley.standalone.client;

import java.time.Instant;

/**
 * A partition whose first record was not taken up for long.
 *
 * @param committed offset of that record
 * @param end offset after the last
 */
public record StuckPartitionView(
        String topic, int partition, long committed, long end, Instant waitingSince) {}
