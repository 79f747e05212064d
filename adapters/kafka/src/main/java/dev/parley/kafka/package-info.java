/**
 * The ports between the stages on Kafka: topics, records, workers, and organizations kept in
 * memory.
 */
@NullMarked
package dev.parley.kafka;

import org.jspecify.annotations.NullMarked;
