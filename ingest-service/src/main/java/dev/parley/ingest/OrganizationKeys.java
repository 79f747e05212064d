package dev.parley.ingest;

import dev.parley.conversation.organization.Organization;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates and ends the API keys of organizations, so that one can be exchanged for another without
 * a gap. A key's id is how the hash of it begins, so it can be told to anybody. Changes that
 * several processes make at once all count. Thread-safe.
 */
public final class OrganizationKeys {
    /** Keys of one organization at most. */
    public static final int MOST = 10;

    private static final int ID_DIGITS = 8;

    private final Configurations configurations;

    public OrganizationKeys(Configurations configurations) {
        this.configurations = configurations;
    }

    /** What came of the wish for a key. */
    public sealed interface Creation {
        /**
         * It works in this process, and in the others soon after.
         *
         * @param apiKey known to nobody else and kept nowhere
         */
        record Created(String id, String apiKey) implements Creation {}

        /** The organization has {@link #MOST}. */
        record TooMany() implements Creation {}
    }

    /** What came of the wish to end a key. */
    public enum Removal {
        /** It is refused in this process, and in the others soon after. */
        REMOVED,
        /** There is no such key, perhaps no longer. */
        UNKNOWN,
        /** Nobody of the organization could come in any more. */
        LAST
    }

    /** The id of the key that has the hash. */
    static String id(String hash) {
        return hash.substring(0, ID_DIGITS);
    }

    /** Ids of an organization's keys, oldest first; empty when there is no such organization. */
    public List<String> ids(String organization) {
        return configurations
                .find(organization)
                .map(found -> found.apiKeyHashes().stream().map(OrganizationKeys::id).toList())
                .orElse(List.of());
    }

    /**
     * Creates a further key.
     *
     * @throws NotAcceptedException when it may not be durable; asking again brings another key
     */
    public Creation create(String organization) {
        return configurations.alone(organization, deadline -> createAlone(organization, deadline));
    }

    /**
     * Ends a key.
     *
     * @param evenTheLast whether the organization may be left without one
     * @throws NotAcceptedException when the end may not be durable; asking again is safe
     */
    public Removal remove(String organization, String id, boolean evenTheLast) {
        return configurations.alone(
                organization, deadline -> removeAlone(organization, id, evenTheLast, deadline));
    }

    private Creation createAlone(String organization, long deadline) throws InterruptedException {
        var held = known(organization);
        while (held.apiKeyHashes().size() < MOST) {
            var key = ApiKeys.generate();
            var hash = ApiKeys.hash(key);
            if (held.apiKeyHashes().stream().noneMatch(other -> id(other).equals(id(hash)))) {
                var hashes = new ArrayList<>(held.apiKeyHashes());
                hashes.add(hash);
                held = configurations.publish(held.withApiKeyHashes(hashes), deadline);
                if (held.apiKeyHashes().contains(hash)) {
                    return new Creation.Created(id(hash), key);
                }
                // Another process was first: once more on top of what it made.
            }
        }
        return new Creation.TooMany();
    }

    private Removal removeAlone(String organization, String id, boolean evenTheLast, long deadline)
            throws InterruptedException {
        var held = known(organization);
        var found = find(held, id);
        while (!found.isEmpty()) {
            var left = new ArrayList<>(held.apiKeyHashes());
            left.removeAll(found);
            if (left.isEmpty() && !evenTheLast) {
                return Removal.LAST;
            }
            held = configurations.publish(held.withApiKeyHashes(left), deadline);
            if (find(held, id).isEmpty()) {
                return Removal.REMOVED;
            }
        }
        return Removal.UNKNOWN;
    }

    private Organization known(String organization) {
        return configurations
                .find(organization)
                .orElseThrow(() -> new NotAcceptedException("the organization has gone"));
    }

    private static List<String> find(Organization organization, String id) {
        return organization.apiKeyHashes().stream().filter(hash -> id(hash).equals(id)).toList();
    }
}
