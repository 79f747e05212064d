package dev.parley.ingest;

import dev.parley.conversation.organization.Organization;

/**
 * Creates organizations from templates. Of several processes that create the same one at the same
 * moment, one reports it as new. Thread-safe.
 */
public final class OrganizationSetup {
    private final Configurations configurations;

    public OrganizationSetup(Configurations configurations) {
        this.configurations = configurations;
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
        return configurations.alone(id, deadline -> ensureAlone(id, name, template, deadline));
    }

    private Outcome ensureAlone(String id, String name, String template, long deadline)
            throws InterruptedException {
        var existing = configurations.find(id);
        if (existing.isPresent()) {
            return new Outcome.Existing(existing.get());
        }
        var apiKey = ApiKeys.generate();
        var hash = ApiKeys.hash(apiKey);
        var made = OrganizationTemplates.from(template, id, name, hash);
        if (made.isEmpty()) {
            return new Outcome.UnknownTemplate();
        }
        var held = configurations.publish(made.get(), deadline);
        return held.credentials().key(hash).isPresent()
                ? new Outcome.Created(held, apiKey)
                : new Outcome.Existing(held);
    }
}
