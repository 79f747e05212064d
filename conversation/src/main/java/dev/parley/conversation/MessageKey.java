package dev.parley.conversation;

/**
 * What makes two deliveries of a message the same message. It lives as long as the message.
 *
 * @param organization the tenant
 * @param account the organization's account in the channel
 * @param providerId the id the channel gave the message
 */
public record MessageKey(String organization, String account, String providerId) {}
