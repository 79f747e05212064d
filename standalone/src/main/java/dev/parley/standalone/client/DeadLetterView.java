package dev.parley.standalone.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was given up, as the server shows it.
 *
 * @param turn the parked turn; absent for a record that could not be handled
 * @param state {@code open}, {@code redriven} or {@code discarded}
 * @param record the record as it came, in answers about one letter to the operator
 */
public record DeadLetterView(
        String id,
        @Nullable String organization,
        @Nullable String conversation,
        @Nullable Long turn,
        String stage,
        String cause,
        Instant at,
        String state,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        Source source,
        @Nullable RawRecord record) {
    /** Where the record was. */
    public record Source(String topic, int partition, long offset, Instant at) {}

    /** The record as it came, in Base64. */
    public record RawRecord(
            @Nullable String key, @Nullable String value, List<RawHeader> headers) {}

    /** A header of the record, its value in Base64. */
    public record RawHeader(String name, @Nullable String value) {}

    /** Whose it is, as {@code acme/c-1}; a dash when nobody can tell. */
    public String conversationKey() {
        return organization == null ? "-" : organization + "/" + conversation;
    }
}
