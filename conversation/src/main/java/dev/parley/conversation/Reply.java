package dev.parley.conversation;

import java.time.Instant;

/**
 * The committed reply of a turn; there is at most one.
 *
 * @param turn number of the turn
 * @param messageId id of the assistant message
 * @param seq its position among the messages
 * @param outSeq its position among the replies, without gaps; deliveries keep this order
 * @param from start of the range it answers, exclusive
 * @param through end of the range it answers, inclusive
 * @param ownershipEpoch the conversation's epoch at the commit; under another it is not sent
 * @param delivery how far its delivery has come
 */
public record Reply(
        long turn,
        String messageId,
        long seq,
        long outSeq,
        long from,
        long through,
        long ownershipEpoch,
        Kind kind,
        String text,
        ReplyMetadata metadata,
        Instant committedAt,
        DeliveryState delivery) {
    /** What a reply is to the customer. */
    public enum Kind {
        ANSWER,
        /** Says that a person takes over. */
        HANDOVER,
        /** Says that we could not answer. At most one a turn, and only when retries are over. */
        APOLOGY,
        /** Asks a silent customer whether they are still there; answers nothing. */
        REMINDER,
        /** Says that the conversation was closed; answers nothing. */
        CLOSING
    }

    /** With its delivery in the given state. */
    public Reply withDelivery(DeliveryState value) {
        return new Reply(
                turn,
                messageId,
                seq,
                outSeq,
                from,
                through,
                ownershipEpoch,
                kind,
                text,
                metadata,
                committedAt,
                value);
    }
}
