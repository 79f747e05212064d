package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a conversation, in store time.
 *
 * @param createdAt when its first message was stored
 * @param lastActivityAt when its newest message, of any author, was stored; reminders and notices
 *     of our own do not count
 * @param lastInboundAt when the customer's newest message was stored
 * @param waitingSince since when some message has no disposition, or what was parked is redriven;
 *     after a turn that left messages behind, the moment of that turn's claim
 * @param lastProcessedAt when its newest turn ended
 * @param endedAt when it was resolved or closed; absent while it goes on
 */
public record Timeline(
        Instant createdAt,
        Instant lastActivityAt,
        Instant lastInboundAt,
        @Nullable Instant waitingSince,
        @Nullable Instant lastProcessedAt,
        @Nullable Instant endedAt) {
    /** The timeline of a conversation that begins now. */
    public static Timeline startingAt(Instant now) {
        return new Timeline(now, now, now, null, null, null);
    }

    /** With activity of our own side now, which also takes back an end. */
    public Timeline activeAt(Instant now) {
        return new Timeline(createdAt, now, lastInboundAt, waitingSince, lastProcessedAt, null);
    }

    /** With a customer's message now, which also takes back an end. */
    public Timeline receivedAt(Instant now) {
        return new Timeline(
                createdAt,
                now,
                now,
                waitingSince == null ? now : waitingSince,
                lastProcessedAt,
                null);
    }

    /** With something waiting since then; with nothing when null. */
    public Timeline waitingSince(@Nullable Instant since) {
        return new Timeline(
                createdAt, lastActivityAt, lastInboundAt, since, lastProcessedAt, endedAt);
    }

    /** With a turn that ended now. */
    public Timeline processedAt(Instant now) {
        return new Timeline(createdAt, now, lastInboundAt, waitingSince, now, endedAt);
    }

    /** With an end taken back, though nobody wrote. */
    public Timeline goingOn() {
        return new Timeline(
                createdAt, lastActivityAt, lastInboundAt, waitingSince, lastProcessedAt, null);
    }

    /** With the conversation ended now. */
    public Timeline endedAt(Instant now) {
        return new Timeline(
                createdAt, lastActivityAt, lastInboundAt, waitingSince, lastProcessedAt, now);
    }
}
