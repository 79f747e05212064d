package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Reply;
import org.jspecify.annotations.Nullable;

/** One row that a decision writes. All rows belong to the step's conversation. */
public sealed interface Change {
    /**
     * The conversation's row, inserted or replaced. Its version is one above the row that was read.
     */
    record SaveConversation(Conversation row) implements Change {}

    /** A new message; with a key for those that may come again. */
    record AddMessage(Message message, @Nullable MessageKey key) implements Change {}

    /** A new disposition; its range overlaps no other. */
    record AddDisposition(Disposition disposition) implements Change {}

    /** A parked disposition's successor, of the same range. */
    record ReplaceDisposition(Disposition disposition) implements Change {}

    /** The reply of a turn that has none. */
    record AddReply(Reply reply) implements Change {}

    /** A reply's delivery in a new state. */
    record UpdateDelivery(long outSeq, DeliveryState state) implements Change {}

    /**
     * Hides every message, reply, disposition and marker of the conversation at once and for good,
     * and has them removed by {@link dev.parley.conversation.ConversationStore#purge}. Of the keys
     * of its messages only hashes stay, by which a redelivery is known.
     */
    record EraseContents() implements Change {}

    /** A step after the reply, done. */
    record MarkDone(long turn, String step) implements Change {}
}
