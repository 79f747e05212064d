package dev.parley.store.jdbc;

import dev.parley.conversation.Closure;
import dev.parley.conversation.FormerFacts;
import dev.parley.conversation.Participant;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.GivenUpRecord;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of columns that hold more than one value. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectReader TEXTS =
            MAPPER.readerFor(new TypeReference<List<String>>() {});
    private static final ObjectReader PARTICIPANTS =
            MAPPER.readerFor(new TypeReference<List<Participant>>() {});
    private static final ObjectReader CLOSURE = MAPPER.readerFor(Closure.class);
    private static final ObjectReader METADATA = MAPPER.readerFor(Metadata.class);

    private static final ObjectReader HEADERS =
            MAPPER.readerFor(new TypeReference<List<Header>>() {});

    private Json() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static List<String> texts(String json) {
        return json.equals("[]") ? List.of() : TEXTS.readValue(json);
    }

    static List<Participant> participants(String json) {
        return PARTICIPANTS.readValue(json);
    }

    static String ofHeaders(List<GivenUpRecord.Header> headers) {
        return MAPPER.writeValueAsString(
                headers.stream().map(header -> Header.of(header)).toList());
    }

    static List<GivenUpRecord.Header> headers(String json) {
        return HEADERS.<List<Header>>readValue(json).stream().map(Header::toHeader).toList();
    }

    /** A header whose value is Base64. */
    private record Header(String name, @Nullable String value) {
        static Header of(GivenUpRecord.Header header) {
            var value = header.value();
            return new Header(
                    header.name(),
                    value == null ? null : Base64.getEncoder().encodeToString(value.toArray()));
        }

        GivenUpRecord.Header toHeader() {
            return new GivenUpRecord.Header(
                    name, value == null ? null : Bytes.of(Base64.getDecoder().decode(value)));
        }
    }

    static Closure closure(String json) {
        return CLOSURE.readValue(json);
    }

    static ReplyMetadata metadata(String json) {
        return METADATA.<Metadata>readValue(json).toMetadata();
    }

    /**
     * How a reply came to be, as rows have it.
     *
     * @param facts absent in rows that were written when they were texts in the detail
     */
    private record Metadata(
            PlanPath path,
            @Nullable String agent,
            @Nullable String playbook,
            @Nullable String model,
            int promptTokens,
            int completionTokens,
            long latencyMillis,
            @Nullable ReplyFacts facts,
            Map<String, String> detail) {
        ReplyMetadata toMetadata() {
            return new ReplyMetadata(
                    path,
                    agent,
                    playbook,
                    model,
                    promptTokens,
                    completionTokens,
                    latencyMillis,
                    facts == null ? FormerFacts.of(detail) : facts,
                    detail);
        }
    }
}
