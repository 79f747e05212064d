package dev.parley.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
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

    private final Organizations organizations;
    private final @Nullable String operatorKeyHash;

    /** Where a hash was found last. Only hashes of real keys get in, so it cannot be flooded. */
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    public ApiKeys(Organizations organizations, @Nullable String operatorKeyHash) {
        this.organizations = organizations;
        this.operatorKeyHash = operatorKeyHash;
    }

    /** A new key, {@code pk_} and 43 characters of base64url. */
    public static String generate() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return "pk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 of a key, lower-case hexadecimal: what configurations hold. */
    public static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Who holds the key; empty when nobody does. A key works as soon as its organization is held.
     */
    public Optional<Caller> identify(String key) {
        var hash = hash(key);
        if (operatorKeyHash != null && isSame(operatorKeyHash, hash)) {
            return Optional.of(new Caller.Operator());
        }
        return owner(hash).map(Caller.Member::new);
    }

    private Optional<String> owner(String hash) {
        var known = owners.get(hash);
        if (known != null) {
            if (organizations.find(known).filter(found -> hasKey(found, hash)).isPresent()) {
                return Optional.of(known);
            }
            owners.remove(hash, known);
        }
        var found =
                organizations.all().stream()
                        .filter(organization -> hasKey(organization, hash))
                        .map(Organization::id)
                        .findFirst();
        found.ifPresent(organization -> owners.put(hash, organization));
        return found;
    }

    private static boolean hasKey(Organization organization, String hash) {
        boolean found = false;
        for (var known : organization.apiKeyHashes()) {
            found |= isSame(known, hash);
        }
        return found;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }
}
