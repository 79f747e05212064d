package dev.parley.ingest;

import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates and ends the API keys of organizations, so that one can be exchanged for another without
 * a gap. Changes that several processes make at once all count. Thread-safe.
 */
public final class OrganizationKeys {
    /** Keys of one organization at most. */
    public static final int MOST = 10;

    private final Configurations configurations;
    private final InstantSource clock;

    public OrganizationKeys(Configurations configurations, InstantSource clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    /**
     * What a new key is to be.
     *
     * @param name null for none
     * @param scopes at least one
     * @param expiresAt null for never
     */
    public record Wish(@Nullable String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        /** A key that may do everything, for ever. */
        public static final Wish WHOLE = new Wish(null, Set.of(Scope.ADMIN), null);
    }

    /** What came of the wish for a key. */
    public sealed interface Creation {
        /**
         * It works in this process, and in the others soon after.
         *
         * @param apiKey known to nobody else and kept nowhere
         */
        record Created(ApiKey key, String apiKey) implements Creation {}

        /** The organization has {@link #MOST}. */
        record TooMany() implements Creation {}
    }

    /** What came of the wish to end a key. */
    public enum Removal {
        /** It is refused in this process, and in the others soon after. */
        REMOVED,
        /** There is no such key, perhaps no longer. */
        UNKNOWN,
        /** Nobody of the organization could make keys any more. */
        LAST
    }

    /** An organization's keys, oldest first; empty when there is no such organization. */
    public List<ApiKey> keys(String organization) {
        return configurations
                .find(organization)
                .map(found -> found.credentials().keys())
                .orElse(List.of());
    }

    /**
     * Creates a further key. Where there are as many as may be, those that expired give way.
     *
     * @throws NotAcceptedException when it may not be durable; asking again brings another key
     */
    public Creation create(String organization, Wish wish) {
        return configurations.alone(
                organization, deadline -> createAlone(organization, wish, deadline));
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

    private Creation createAlone(String organization, Wish wish, long deadline)
            throws InterruptedException {
        var held = known(organization);
        while (true) {
            var keys = withRoom(held.credentials().keys());
            if (keys.size() >= MOST) {
                return new Creation.TooMany();
            }
            var secret = ApiKeys.generate();
            var key =
                    new ApiKey(
                            ApiKeys.hash(secret),
                            wish.name(),
                            wish.scopes(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            wish.expiresAt());
            if (keys.stream().noneMatch(other -> other.id().equals(key.id()))) {
                keys.add(key);
                held = publish(held, keys, deadline);
                if (held.credentials().key(key.hash()).isPresent()) {
                    return new Creation.Created(key, secret);
                }
                // Another process was first: once more on top of what it made.
            }
        }
    }

    private List<ApiKey> withRoom(List<ApiKey> held) {
        var keys = new ArrayList<>(held);
        if (keys.size() >= MOST) {
            keys.removeIf(key -> key.hasExpired(clock.instant()));
        }
        return keys;
    }

    private Removal removeAlone(String organization, String id, boolean evenTheLast, long deadline)
            throws InterruptedException {
        var held = known(organization);
        while (isThere(held, id)) {
            var left = new ArrayList<>(held.credentials().keys());
            left.removeIf(key -> key.id().equals(id));
            if (!evenTheLast && left.stream().noneMatch(this::makesKeys)) {
                return Removal.LAST;
            }
            held = publish(held, left, deadline);
            if (!isThere(held, id)) {
                return Removal.REMOVED;
            }
        }
        return Removal.UNKNOWN;
    }

    private boolean makesKeys(ApiKey key) {
        return key.scopes().contains(Scope.ADMIN) && !key.hasExpired(clock.instant());
    }

    private Organization publish(Organization held, List<ApiKey> keys, long deadline)
            throws InterruptedException {
        return configurations.publish(
                held.withCredentials(held.credentials().withKeys(keys)), deadline);
    }

    private Organization known(String organization) {
        return configurations
                .find(organization)
                .orElseThrow(() -> new NotAcceptedException("the organization has gone"));
    }

    private static boolean isThere(Organization organization, String id) {
        return organization.credentials().keys().stream().anyMatch(key -> key.id().equals(id));
    }
}
