package dev.parley.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.conversation.Sha256;
import dev.parley.conversation.organization.KeyDirectory;
import dev.parley.conversation.organization.Organization;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds a key. Keys are 256 random bits and only their hashes are known here, so an index
 * by hash gives nothing away; whole hashes are compared in constant time all the same. Thread-safe.
 */
public final class ApiKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;

    private final KeyDirectory directory;
    private final @Nullable String operatorKeyHash;
    private final InstantSource clock;

    /** Last uses by hash. Only hashes of real keys get in, so it cannot be flooded. */
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();

    public ApiKeys(KeyDirectory directory, @Nullable String operatorKeyHash, InstantSource clock) {
        this.directory = directory;
        this.operatorKeyHash = operatorKeyHash;
        this.clock = clock;
    }

    /** A new key, {@code pk_} and 43 characters of base64url. */
    public static String generate() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return "pk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 of a key, lower-case hexadecimal: what configurations hold. */
    public static String hash(String key) {
        return Sha256.of(key).hex();
    }

    /**
     * Who holds the key; empty when nobody does, or when it has expired. A key works as soon as its
     * organization is held. Costs one look-up, whoever asks.
     */
    public Optional<Caller> identify(String key) {
        var hash = hash(key);
        if (operatorKeyHash != null && isSame(operatorKeyHash, hash)) {
            return Optional.of(new Caller.Operator());
        }
        return directory.holderOf(hash).flatMap(holder -> member(holder, hash));
    }

    /** When this process saw the key with the hash last; empty when it has not since it started. */
    public Optional<Instant> lastUsed(String hash) {
        return Optional.ofNullable(uses.get(hash));
    }

    private Optional<Caller> member(Organization holder, String hash) {
        var now = clock.instant();
        return holder.credentials()
                .key(hash)
                .filter(key -> isSame(key.hash(), hash) && !key.hasExpired(now))
                .map(key -> {
                    uses.put(hash, now);
                    return new Caller.Member(holder.id(), key.id(), key.scopes());
                });
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }
}
