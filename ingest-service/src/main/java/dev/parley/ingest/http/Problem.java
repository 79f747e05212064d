package dev.parley.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.ingest.OverBudgetException;
import org.jspecify.annotations.Nullable;

/**
 * A problem document as RFC 9457 describes it.
 *
 * @param type URI of its kind
 * @param detail what is wrong with this request, in words
 * @param instance path of the request
 * @param field what is wrong, by its path in the body or its name in the path or query
 * @param budget which of the organization's budgets is used up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String field,
        @Nullable String budget) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final int LONGEST_INSTANCE = 500;

    static Problem of(ProblemType type, String detail, @Nullable String instance) {
        return of(type, type.status().value(), detail, instance, null);
    }

    /** A problem whose status may be another than its kind's usual one. */
    static Problem of(
            ProblemType type,
            int status,
            String detail,
            @Nullable String instance,
            @Nullable String field) {
        return new Problem(
                type.uri(), type.title(), status, detail, shortened(instance), field, null);
    }

    /** A budget that is used up. */
    static Problem of(OverBudgetException e, @Nullable String instance) {
        var type = ProblemType.TOO_MANY_REQUESTS;
        return new Problem(
                type.uri(),
                type.title(),
                type.status().value(),
                e.detail(),
                shortened(instance),
                null,
                e.budget().text());
    }

    /** When to come back, in whole seconds. */
    static String retrySeconds(OverBudgetException e) {
        return Long.toString(Math.max(1, e.after().plusMillis(999).toSeconds()));
    }

    private static @Nullable String shortened(@Nullable String instance) {
        return instance == null || instance.length() <= LONGEST_INSTANCE
                ? instance
                : instance.substring(0, LONGEST_INSTANCE);
    }
}
