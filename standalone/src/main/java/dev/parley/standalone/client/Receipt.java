package dev.parley.standalone.client;

/**
 * What is left of an erased conversation.
 *
 * @param erasedAt ISO 8601
 * @param messages how many messages there were, of any author
 * @param replies how many of them were replies
 */
public record Receipt(
        String organization, String conversation, String erasedAt, long messages, long replies) {}
