package dev.parley.ingest;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Organizations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Publishes configurations and finds out whether they count. Of two with the same version the one
 * published first counts, in every process, so whoever makes a version out of the one before
 * changes nothing that he has not seen. Thread-safe.
 */
public final class Configurations {
    private static final int STRIPES = 64;
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final Organizations organizations;
    private final OrganizationRegistry registry;
    private final long timeoutNanos;
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    /**
     * Configurations that come back to this process when they are published.
     *
     * @param timeout the longest time one change may take
     */
    public Configurations(
            Organizations organizations, OrganizationRegistry registry, Duration timeout) {
        this.organizations = organizations;
        this.registry = registry;
        this.timeoutNanos = timeout.toNanos();
    }

    /** Part of a change; it may publish several times until the deadline. */
    interface Change<T> {
        T make(long deadline) throws InterruptedException;
    }

    Optional<Organization> find(String id) {
        return organizations.find(id);
    }

    /**
     * Makes a change while no other of that organization is made in this process.
     *
     * @throws NotAcceptedException when others take too long
     */
    <T> T alone(String id, Change<T> change) {
        var lock = locks.get(Math.floorMod(id.hashCode(), STRIPES));
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            if (!lock.tryLock(timeoutNanos, TimeUnit.NANOSECONDS)) {
                throw new NotAcceptedException("another request is changing an organization");
            }
            try {
                return change.make(deadline);
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAcceptedException("interrupted", e);
        }
    }

    /**
     * Publishes a version.
     *
     * @return what this process holds then: this version, or another's of the same number, or a
     *     later one
     * @throws NotAcceptedException when it may not be durable, or nothing came back in time; asking
     *     again is safe
     */
    Organization publish(Organization made, long deadline) throws InterruptedException {
        try {
            registry.publish(made);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the configuration was not published", e);
        }
        while (true) {
            var held = organizations.find(made.id());
            if (held.isPresent() && held.get().version() >= made.version()) {
                return held.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new NotAcceptedException("the configuration did not come back in time");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
