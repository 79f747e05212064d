package dev.parley.conversation.organization;

/** Where configurations are published for every process to read. Thread-safe. */
public interface OrganizationRegistry {
    /**
     * Publishes a configuration; every process holds it soon after, unless another of its version
     * or a later one was published before. Returns when it is durable.
     *
     * @throws RuntimeException when it may not be
     */
    void publish(Organization organization);
}
