package dev.parley.conversation.organization;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may act for an organization.
 *
 * @param keys its API keys, oldest first
 * @param tokenSecret signs its conversation tokens, Base64; null while none was given out
 */
public record Credentials(List<ApiKey> keys, @Nullable String tokenSecret) {
    /** Nobody may. */
    public static final Credentials NONE = new Credentials(List.of(), null);

    public Credentials {
        keys = List.copyOf(keys);
    }

    /** Keys of which only the hashes are known: they may do everything. */
    public static Credentials ofHashes(List<String> hashes) {
        return new Credentials(hashes.stream().map(ApiKey::whole).toList(), null);
    }

    /** The key with the hash. */
    public Optional<ApiKey> key(String hash) {
        return keys.stream().filter(key -> key.hash().equals(hash)).findFirst();
    }

    /** The same with these keys instead. */
    public Credentials withKeys(List<ApiKey> others) {
        return new Credentials(others, tokenSecret);
    }

    /** The same with this secret instead. */
    public Credentials withTokenSecret(String other) {
        return new Credentials(keys, other);
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return "Credentials[keys=" + keys.stream().map(ApiKey::id).toList() + "]";
    }
}
