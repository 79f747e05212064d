package dev.parley.conversation.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are wanted; what is absent does not matter.
 *
 * @param organization only its own letters; absent is for the operator alone
 * @param cause words the cause contains, in any case
 * @param since given up then or later
 * @param until given up before
 * @param after the last letter of the page before
 * @param limit how many at most
 */
public record DeadLetterQuery(
        @Nullable String organization,
        @Nullable String conversation,
        @Nullable String cause,
        @Nullable String stage,
        @Nullable DeadLetterState state,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable After after,
        int limit) {
    /** Where a page ended: letters are ordered by when they were given up, then by id. */
    public record After(Instant at, String id) {}

    /** Refuses a page of nothing. */
    public DeadLetterQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
    }

    /** The same with another limit. */
    public DeadLetterQuery withLimit(int value) {
        return new DeadLetterQuery(
                organization, conversation, cause, stage, state, since, until, after, value);
    }

    /** Everything of an organization, or of all when null. */
    public static DeadLetterQuery of(@Nullable String organization, int limit) {
        return new DeadLetterQuery(organization, null, null, null, null, null, null, null, limit);
    }
}
