package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a step may read of its conversation, all at the same moment. Reads cost the store a query
 * each; a step asks only for what it needs. Not thread-safe; valid during {@link Step#decide} only.
 */
public interface Situation {
    /** The row, if the conversation exists. */
    Optional<Conversation> conversation();

    /** Where a message with this key is stored, in any conversation of the organization. */
    Optional<Located> locate(MessageKey key);

    /**
     * Messages with a position in (from, through], in order; the newest {@code limit} when there
     * are more.
     */
    List<Message> messages(long from, long through, int limit);

    /** The reply of a turn, if it has one. */
    Optional<Reply> replyOf(long turn);

    /** The first reply, in order, whose delivery is not final. */
    Optional<Reply> firstOpenReply();

    /** What is parked, in order of the ranges. */
    List<Disposition> parked();

    /** Tells whether a step after the reply has been done for the turn. */
    boolean isDone(long turn, String step);

    /** Until when an instance is believed alive; empty when none of the name is known. */
    Optional<Instant> leaseOf(String instance);

    /** Where a message is. */
    record Located(ConversationId conversation, long seq) {}
}
