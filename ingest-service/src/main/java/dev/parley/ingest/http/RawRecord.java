package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.GivenUpRecord;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as it came, in Base64; what it did not have is absent. */
@JsonInclude(NON_NULL)
record RawRecord(@Nullable String key, @Nullable String value, List<RawHeader> headers) {
    /** A header as it came. */
    @JsonInclude(NON_NULL)
    record RawHeader(String name, @Nullable String value) {}

    static RawRecord of(GivenUpRecord record) {
        return new RawRecord(
                base64(record.key()),
                base64(record.value()),
                record.headers().stream()
                        .map(header -> new RawHeader(header.name(), base64(header.value())))
                        .toList());
    }

    private static @Nullable String base64(@Nullable Bytes bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes.toArray());
    }
}
