package dev.parley.conversation.organization;

import java.util.Map;

/**
 * An organization's account in a channel, as the adapter of that channel reads it. No adapter does
 * so yet.
 *
 * @param name unique within the organization
 * @param account how the channel calls the account
 * @param kind which adapter serves it, for example {@code webhook}
 * @param settings what the adapter wants to know; never a secret
 * @param secrets where the adapter finds its secrets, by their names
 */
public record ChannelAccount(
        String name,
        String account,
        String kind,
        Map<String, String> settings,
        Map<String, SecretReference> secrets) {
    public ChannelAccount {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }
}
