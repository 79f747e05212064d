package dev.parley.conversation.organization;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key: never the key itself.
 *
 * @param hash SHA-256 of the key, lower-case hexadecimal
 * @param name what people call it; null when it has no name
 * @param createdAt null for keys older than this is kept
 * @param expiresAt from then on it is refused; null: never
 */
public record ApiKey(
        String hash,
        @Nullable String name,
        Set<Scope> scopes,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt) {
    private static final int ID_DIGITS = 8;

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** One of the kind there was before there were scopes: it may do everything, for ever. */
    public static ApiKey whole(String hash) {
        return new ApiKey(hash, null, EnumSet.of(Scope.ADMIN), null, null);
    }

    /** The id of the key that has the hash: how the hash begins, so it can be told to anybody. */
    public static String id(String hash) {
        return hash.substring(0, Math.min(ID_DIGITS, hash.length()));
    }

    /** Its id. */
    public String id() {
        return id(hash);
    }

    /** Tells whether it may do everything and never ends. */
    public boolean isWhole() {
        return scopes.contains(Scope.ADMIN) && expiresAt == null;
    }

    /** Tells whether it has ended by itself. */
    public boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
