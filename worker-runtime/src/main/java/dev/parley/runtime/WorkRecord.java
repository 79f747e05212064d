package dev.parley.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One record to be handled.
 *
 * @param topic full name of the topic, prefix included
 * @param timestamp when the record was produced
 * @param key what the record is about; records of one key are handled one at a time
 * @param value the decoded record
 * @param attempt how often the record has been handled in place, from 1; starts again at 1 when its
 *     partition moves, and an infrastructure failure does not count
 * @param headers the record's headers; do not change them
 * @param trace this handling's place in the trace; give it to what the handler publishes
 * @param handBack raised when the record should be handed back
 */
public record WorkRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        String key,
        SpecificRecord value,
        int attempt,
        Headers headers,
        TraceContext trace,
        HandBackSignal handBack) {

    /** A first attempt at offset 0 of partition 0 without headers, to call a handler by hand. */
    public static WorkRecord of(String topic, String key, SpecificRecord value) {
        return new WorkRecord(
                topic,
                0,
                0,
                Instant.now(),
                key,
                value,
                1,
                new RecordHeaders(),
                TraceContext.root(),
                HandBackSignal.NEVER);
    }

    /** The last header of that name as text; null when there is none. */
    public @Nullable String header(String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** Topic, partition and offset, for messages to operators. */
    public String position() {
        return topic + '-' + partition + '@' + offset;
    }
}
