package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A channel that we call to bring replies to customers. Thread-safe; may block, up to the send
 * deadline of the deliveries. At most one call at a time is made for a conversation, in the order
 * of its replies, as long as no call outlasts the deadline.
 */
public interface OutboundChannel {
    /**
     * Sends a reply. Passing on {@link Reply#messageId} lets a channel that can do so recognize a
     * second send. An exception counts as {@link SendResult.Unknown}.
     */
    SendResult send(ConversationId conversation, Reply reply);

    /**
     * Finds out what became of a send whose outcome is unknown. Channels that have no way to tell
     * keep this.
     */
    default Reconciliation reconcile(ConversationId conversation, Reply reply) {
        return new Reconciliation.Undecidable();
    }

    /** What a channel found out. */
    sealed interface Reconciliation {
        /** It is there. */
        record Arrived(@Nullable String providerId) implements Reconciliation {}

        /** It is certainly not there and will not appear any more: it may be sent again. */
        record Missing() implements Reconciliation {}

        /** The channel cannot tell. */
        record Undecidable() implements Reconciliation {}
    }
}
