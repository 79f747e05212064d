package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a conversation, in store time.
 *
 * @param createdAt when its first message was stored
 * @param lastActivityAt when its newest message, of any author, was stored
 * @param lastProcessedAt when its newest turn ended
 * @param endedAt when it was resolved or closed; absent while it goes on
 */
public record Timeline(
        Instant createdAt,
        Instant lastActivityAt,
        @Nullable Instant lastProcessedAt,
        @Nullable Instant endedAt) {
    /** The timeline of a conversation that begins now. */
    public static Timeline startingAt(Instant now) {
        return new Timeline(now, now, null, null);
    }

    /** With activity now, which also takes back an end. */
    public Timeline activeAt(Instant now) {
        return new Timeline(createdAt, now, lastProcessedAt, null);
    }

    /** With a turn that ended now. */
    public Timeline processedAt(Instant now) {
        return new Timeline(createdAt, now, now, endedAt);
    }

    /** With the conversation ended now. */
    public Timeline endedAt(Instant now) {
        return new Timeline(createdAt, lastActivityAt, lastProcessedAt, now);
    }
}
