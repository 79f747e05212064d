package dev.parley.runtime;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, for those that could not be decoded or handled.
 *
 * @param topic full name of the topic, prefix included
 * @param key the key's bytes; null when it had none
 * @param value the value's bytes; null when it had none
 */
@SuppressWarnings("ArrayRecordComponent") // Kafka's own arrays, passed on without a copy
public record RawRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        TraceContext trace) {

    /** Topic, partition and offset, for messages to operators. */
    public String position() {
        return topic + '-' + partition + '@' + offset;
    }
}
