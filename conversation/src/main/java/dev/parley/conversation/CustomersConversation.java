package dev.parley.conversation;

/**
 * A conversation in which a customer wrote.
 *
 * @param shared other customers wrote in it too
 */
public record CustomersConversation(ConversationId id, boolean shared) {}
