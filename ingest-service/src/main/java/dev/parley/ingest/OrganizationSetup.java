package dev.parley.ingest;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Organizations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Creates organizations from templates. Two processes that create the same one at the same moment
 * may both report it as new; the configuration published last counts, and the other's key is dead.
 * Thread-safe.
 */
public final class OrganizationSetup {
    private static final int STRIPES = 64;
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final Organizations organizations;
    private final OrganizationRegistry registry;
    private final long timeoutNanos;
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    /**
     * A setup that waits for a new configuration to come back to this process.
     *
     * @param timeout the longest time to wait
     */
    public OrganizationSetup(
            Organizations organizations, OrganizationRegistry registry, Duration timeout) {
        this.organizations = organizations;
        this.registry = registry;
        this.timeoutNanos = timeout.toNanos();
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * It is new, and this process holds it.
         *
         * @param apiKey its key, known to nobody else and kept nowhere
         */
        record Created(Organization organization, String apiKey) implements Outcome {}

        /** It was there already and stays as it is. */
        record Existing(Organization organization) implements Outcome {}

        /** There is no such template. */
        record UnknownTemplate() implements Outcome {}
    }

    /**
     * Makes sure that the organization exists.
     *
     * @throws NotAcceptedException when the configuration may not be durable, or did not come back
     *     in time; asking again is safe
     */
    public Outcome ensure(String id, String name, String template) {
        var lock = locks.get(Math.floorMod(id.hashCode(), STRIPES));
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            if (!lock.tryLock(timeoutNanos, TimeUnit.NANOSECONDS)) {
                throw new NotAcceptedException("another request is creating an organization");
            }
            try {
                return ensureAlone(id, name, template, deadline);
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAcceptedException("interrupted", e);
        }
    }

    private Outcome ensureAlone(String id, String name, String template, long deadline)
            throws InterruptedException {
        var existing = organizations.find(id);
        if (existing.isPresent()) {
            return new Outcome.Existing(existing.get());
        }
        var apiKey = ApiKeys.generate();
        var made = OrganizationTemplates.from(template, id, name, ApiKeys.hash(apiKey));
        if (made.isEmpty()) {
            return new Outcome.UnknownTemplate();
        }
        publish(made.get());
        var held = held(id, deadline);
        return held.apiKeyHashes().containsAll(made.get().apiKeyHashes())
                ? new Outcome.Created(held, apiKey)
                : new Outcome.Existing(held);
    }

    private void publish(Organization organization) {
        try {
            registry.publish(organization);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the configuration was not published", e);
        }
    }

    private Organization held(String id, long deadline) throws InterruptedException {
        while (true) {
            var found = organizations.find(id);
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new NotAcceptedException("the configuration did not come back in time");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
