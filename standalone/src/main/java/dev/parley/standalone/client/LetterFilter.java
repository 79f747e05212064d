package dev.parley.standalone.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are asked for; what is absent does not matter.
 *
 * @param cause words the cause contains
 * @param state one of the server's names for states
 * @param since given up then or later
 * @param until given up before
 */
public record LetterFilter(
        @Nullable String organization,
        @Nullable String conversation,
        @Nullable String cause,
        @Nullable String stage,
        @Nullable String state,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** Parameters of a page. */
    String query(@Nullable String cursor, int limit) {
        var parameters = new ArrayList<String>();
        add(parameters, "organization", organization);
        add(parameters, "conversation", conversation);
        add(parameters, "cause", cause);
        add(parameters, "stage", stage);
        add(parameters, "state", state);
        add(parameters, "since", since);
        add(parameters, "until", until);
        add(parameters, "cursor", cursor);
        add(parameters, "limit", limit);
        return String.join("&", parameters);
    }

    private static void add(List<String> to, String name, @Nullable Object value) {
        if (value != null) {
            to.add(name + "=" + JsonCalls.segment(value.toString()));
        }
    }
}
