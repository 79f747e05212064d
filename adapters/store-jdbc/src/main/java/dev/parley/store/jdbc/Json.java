package dev.parley.store.jdbc;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Participant;
import dev.parley.conversation.ReplyMetadata;
import java.util.List;
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
    private static final ObjectReader METADATA = MAPPER.readerFor(ReplyMetadata.class);

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

    static Closure closure(String json) {
        return CLOSURE.readValue(json);
    }

    static ReplyMetadata metadata(String json) {
        return METADATA.readValue(json);
    }
}
