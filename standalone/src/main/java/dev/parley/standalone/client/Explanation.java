package dev.parley.standalone.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "why": what became of a message, and the steps that led there.
 *
 * @param seq 0 while it is not stored
 * @param stage accepted while it is on its way to the store, stored from then on
 * @param disposition absent while the message is being worked on
 * @param turn number of the turn that decided, if one did
 * @param mergedInto what it was answered together with
 */
public record Explanation(
        String organization,
        String conversation,
        String message,
        long seq,
        @Nullable String stage,
        @Nullable Fate disposition,
        @Nullable Long turn,
        @Nullable String mergedInto,
        @Nullable String reason,
        @Nullable Instant disposedAt,
        @Nullable ReplyView reply,
        @Nullable List<Step> steps,
        @Nullable List<Namesake> sameId) {

    /** Another message of the conversation with the same id. */
    public record Namesake(long seq, String role, String author) {}

    /** One thing that happened to the message. */
    public record Step(@Nullable Instant at, String what) {}

    /** The reply of the turn that decided. */
    public record ReplyView(
            String message,
            @Nullable String kind,
            @Nullable String text,
            @Nullable String path,
            @Nullable String model,
            @Nullable Instant committedAt) {}

    /** Other messages with the same id. */
    public List<Namesake> namesakes() {
        return sameId == null ? List.of() : sameId;
    }

    /** The steps in the order they happened, none if the server names none. */
    public List<Step> history() {
        return steps == null ? List.of() : steps;
    }
}
