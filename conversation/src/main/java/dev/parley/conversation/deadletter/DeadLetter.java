package dev.parley.conversation.deadletter;

import dev.parley.conversation.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was parked, or a record that could never be handled, and what an operator decided
 * about it.
 *
 * @param id the same however often it is reported; 32 hexadecimal digits
 * @param organization whose it is; absent when the record's key did not tell, and then nobody but
 *     the operator sees it
 * @param conversation the conversation's id within its organization; absent with it
 * @param turn number of the parked turn; absent when it is a record that could not be handled
 * @param stage who gave up, for example {@code executor}
 * @param cause why, in one line; for a turn without what anybody said
 * @param at when it was given up
 * @param record the record whose handling gave up
 */
public record DeadLetter(
        String id,
        @Nullable String organization,
        @Nullable String conversation,
        @Nullable Long turn,
        String stage,
        String cause,
        Instant at,
        GivenUpRecord record,
        Decision decision) {

    /**
     * What was decided, when and by whom.
     *
     * @param at absent while it is open, as is {@code by}
     */
    public record Decision(DeadLetterState state, @Nullable Instant at, @Nullable String by) {
        /** Nothing yet. */
        public static final Decision NONE = new Decision(DeadLetterState.OPEN, null, null);
    }

    /** Refuses a turn that belongs to no conversation. */
    public DeadLetter {
        if ((organization == null) != (conversation == null)
                || (turn != null && conversation == null)) {
            throw new IllegalArgumentException(
                    "a dead letter names organization and conversation or neither, and with a turn both");
        }
    }

    /** A letter that nobody has decided about. */
    public static DeadLetter open(
            @Nullable ConversationId conversation,
            @Nullable Long turn,
            String stage,
            String cause,
            Instant at,
            GivenUpRecord record) {
        return new DeadLetter(
                DeadLetterIds.of(conversation, turn, record),
                conversation == null ? null : conversation.organization(),
                conversation == null ? null : conversation.conversation(),
                turn,
                stage,
                cause,
                at,
                record,
                Decision.NONE);
    }

    /** With a decision about it. */
    public DeadLetter decided(Decision value) {
        return new DeadLetter(
                id, organization, conversation, turn, stage, cause, at, record, value);
    }

    /** The conversation it belongs to, if it told. */
    public @Nullable ConversationId conversationId() {
        return organization == null || conversation == null
                ? null
                : new ConversationId(organization, conversation);
    }
}
