package dev.parley.ingest;

import dev.parley.conversation.organization.KeyDirectory;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Organizations;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Organizations that come back as soon as they are published, unless told otherwise; of two with
 * the same version the first counts. Thread-safe.
 */
public final class InMemoryOrganizations
        implements Organizations, OrganizationRegistry, KeyDirectory {
    /** What becomes of a published configuration. */
    public enum Behaviour {
        HOLDS,
        /** It is durable and never comes back. */
        LOSES,
        /** It may not be durable. */
        REFUSES
    }

    private final Map<String, Organization> held = new ConcurrentHashMap<>();
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile Behaviour behaviour = Behaviour.HOLDS;

    public void behave(Behaviour value) {
        behaviour = value;
    }

    /** Holds it whatever its version is. */
    void replace(Organization organization) {
        held.put(organization.id(), organization);
    }

    @Override
    public Optional<Organization> find(String organization) {
        return Optional.ofNullable(held.get(organization));
    }

    @Override
    public Optional<Organization> holderOf(String hash) {
        lookUps.incrementAndGet();
        return held.values().stream()
                .filter(organization -> organization.credentials().key(hash).isPresent())
                .findFirst();
    }

    /** How often somebody asked for the holder of a key. */
    int lookUps() {
        return lookUps.get();
    }

    @Override
    public Collection<Organization> all() {
        return List.copyOf(held.values());
    }

    @Override
    public void publish(Organization organization) {
        switch (behaviour) {
            case HOLDS ->
                    held.merge(
                            organization.id(),
                            organization,
                            (old, newer) -> newer.version() > old.version() ? newer : old);
            case LOSES -> {}
            case REFUSES -> throw new IllegalStateException("secret-broker:9092 is down");
        }
    }
}
