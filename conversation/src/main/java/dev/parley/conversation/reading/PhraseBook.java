package dev.parley.conversation.reading;

import dev.parley.conversation.organization.Organization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The phrases of organizations, made ready once for each configuration. Thread-safe. */
public final class PhraseBook {
    private final Function<Organization, List<String>> kind;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * Makes an empty one.
     *
     * @param kind which phrases of an organization
     */
    public PhraseBook(Function<Organization, List<String>> kind) {
        this.kind = kind;
    }

    /** The organization's phrases as they are now. */
    public Phrases of(Organization organization) {
        var written = kind.apply(organization);
        return held.compute(
                        organization.id(),
                        (_, before) ->
                                before != null && before.written().equals(written)
                                        ? before
                                        : new Held(written, Phrases.of(written)))
                .phrases();
    }

    private record Held(List<String> written, Phrases phrases) {}
}
