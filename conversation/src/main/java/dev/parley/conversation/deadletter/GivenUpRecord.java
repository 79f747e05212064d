package dev.parley.conversation.deadletter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came.
 *
 * @param topic full name of the topic, prefix included
 * @param at the record's own time
 * @param key absent when it had none
 * @param value absent when it had none, or was too large to keep
 */
public record GivenUpRecord(
        String topic,
        int partition,
        long offset,
        Instant at,
        @Nullable Bytes key,
        @Nullable Bytes value,
        List<Header> headers) {
    /** A header as it came; names may repeat. */
    public record Header(String name, @Nullable Bytes value) {}

    public GivenUpRecord {
        headers = List.copyOf(headers);
    }
}
