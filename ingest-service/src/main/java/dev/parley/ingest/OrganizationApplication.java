package dev.parley.ingest;

import dev.parley.conversation.organization.Credentials;
import dev.parley.conversation.organization.Organization;
import java.util.List;
import java.util.Optional;

/**
 * Puts whole configurations in place of those that are held. Keys stay; a change made elsewhere at
 * the same moment is neither lost nor mixed with this one: whichever comes last is held.
 * Thread-safe.
 */
public final class OrganizationApplication {
    private final Configurations configurations;

    public OrganizationApplication(Configurations configurations) {
        this.configurations = configurations;
    }

    /** What came of it. This process holds the configuration then, and the others soon after. */
    public sealed interface Outcome {
        /**
         * The organization is new.
         *
         * @param apiKey its key, known to nobody else and kept nowhere
         */
        record Created(long version, String apiKey) implements Outcome {}

        /** The configuration is another one now. */
        record Changed(long version) implements Outcome {}

        /** It was the same already, and nothing was published. */
        record Unchanged(long version) implements Outcome {}
    }

    /**
     * What applying would come to, by what this process holds.
     *
     * @return with the version that would be published, and no key
     */
    public Outcome foresee(Organization wanted) {
        return configurations
                .find(wanted.id())
                .<Outcome>map(held ->
                        held.configuresAs(wanted)
                                ? new Outcome.Unchanged(held.version())
                                : new Outcome.Changed(held.version() + 1))
                .orElseGet(() -> new Outcome.Created(1, ""));
    }

    /**
     * Makes sure that the organization is configured so.
     *
     * @throws NotAcceptedException when it may not be durable or did not come back in time; asking
     *     again is safe
     */
    public Outcome apply(Organization wanted) {
        return configurations.alone(wanted.id(), deadline -> applyAlone(wanted, deadline));
    }

    private Outcome applyAlone(Organization wanted, long deadline) throws InterruptedException {
        var found = configurations.find(wanted.id());
        if (found.isEmpty()) {
            var apiKey = ApiKeys.generate();
            var hash = ApiKeys.hash(apiKey);
            var made = wanted.withCredentials(Credentials.ofHashes(List.of(hash)));
            var held = configurations.publish(made, deadline);
            if (held.credentials().key(hash).isPresent()) {
                return new Outcome.Created(held.version(), apiKey);
            }
            found = Optional.of(held);
        }
        var held = found.get();
        if (held.configuresAs(wanted)) {
            return new Outcome.Unchanged(held.version());
        }
        while (!held.configuresAs(wanted)) {
            // Another process may be first: once more on top of what it made.
            held = configurations.publish(wanted.following(held), deadline);
        }
        return new Outcome.Changed(held.version());
    }
}
