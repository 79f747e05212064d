package dev.parley.benchmarks;

import dev.parley.schemas.Topic;
import java.util.Map;

/**
 * What the floor does the same way as the pipeline beside it.
 *
 * @param brokers where the broker listens
 * @param partitions of each topic
 * @param lingerMillis of the producer
 * @param recordBytes the size of a value on each topic, as the pipeline writes it
 * @param turnsEach each so many turns a conversation is opened, which is one event more
 */
record FloorSettings(
        String brokers,
        int partitions,
        long lingerMillis,
        Map<Topic, Integer> recordBytes,
        int turnsEach) {
    FloorSettings {
        recordBytes = Map.copyOf(recordBytes);
    }
}
