package dev.parley.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterIds;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetterState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters of a list of dead letters, as they came. */
record DeadLetterRequest(
        @Nullable String organization,
        @Nullable String conversation,
        @Nullable String cause,
        @Nullable String stage,
        @Nullable String state,
        @Nullable String since,
        @Nullable String until,
        @Nullable String cursor,
        @Nullable String limit) {
    private static final int MOST = 200;
    private static final String USUAL = "50";
    private static final int LONGEST_CAUSE = 200;
    private static final int LONGEST_STAGE = 64;

    /** Begins every cursor; another one would mean another content. */
    private static final String KIND = "d1:";

    /**
     * The query, once every parameter holds its rule.
     *
     * @param visible the only organization the caller may see; null for all
     */
    DeadLetterQuery checked(@Nullable String visible) {
        return new DeadLetterQuery(
                visible,
                conversation == null
                        ? null
                        : Rules.conversation(visible == null ? "any" : visible, conversation)
                                .conversation(),
                cause == null ? null : Rules.line("cause", cause, LONGEST_CAUSE),
                stage == null ? null : Rules.line("stage", stage, LONGEST_STAGE),
                state == null ? null : state(state),
                Rules.moment("since", since),
                Rules.moment("until", until),
                cursor == null ? null : after(cursor),
                (int) Rules.number("limit", limit == null ? USUAL : limit, 1, MOST));
    }

    static String cursor(DeadLetter last) {
        var text = KIND + last.at().toEpochMilli() + ":" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static DeadLetterQuery.After after(String cursor) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(":", -1);
            if (parts.length == 3 && KIND.equals(parts[0] + ":") && DeadLetterIds.isId(parts[2])) {
                return new DeadLetterQuery.After(
                        Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
            }
        } catch (IllegalArgumentException _) {
            // Neither ours nor changed only a little: told below.
        }
        throw ProblemException.field("cursor", "must be the next of a page before");
    }

    private static DeadLetterState state(String value) {
        return Arrays.stream(DeadLetterState.values())
                .filter(state -> Names.of(state).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.field(
                                "state",
                                "must be one of "
                                        + Arrays.stream(DeadLetterState.values())
                                                .map(Names::of)
                                                .collect(Collectors.joining(", "))));
    }
}
