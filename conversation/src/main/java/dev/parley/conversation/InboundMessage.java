package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's message as the edge accepted it, before it is stored.
 *
 * @param messageId its id within the conversation
 * @param key what makes a redelivery of it the same message
 * @param sentAt when the sender says it was sent
 * @param receivedAt when we accepted it
 */
public record InboundMessage(
        ConversationId conversation,
        Channel channel,
        String messageId,
        MessageKey key,
        Participant author,
        String text,
        @Nullable Instant sentAt,
        Instant receivedAt) {}
