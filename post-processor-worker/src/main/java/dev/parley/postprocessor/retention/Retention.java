package dev.parley.postprocessor.retention;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.Erase;
import java.time.InstantSource;
import java.util.Map;

/**
 * Erases conversations that ended longer ago than their organization keeps them. Any process may do
 * it, and two at once do no harm. An organization without a retention keeps everything.
 */
final class Retention {
    private final ConversationStore store;
    private final Organizations organizations;
    private final Events events;
    private final InstantSource clock;
    private final int limit;

    /**
     * Makes it.
     *
     * @param limit conversations of one organization that one run erases at most
     */
    Retention(
            ConversationStore store,
            Organizations organizations,
            Events events,
            InstantSource clock,
            int limit) {
        this.store = store;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Erases what is over.
     *
     * @return how many conversations
     */
    int run() {
        return organizations.all().stream().mapToInt(this::erase).sum();
    }

    private int erase(Organization organization) {
        var kept = organization.policies().retention();
        if (kept == null) {
            return 0;
        }
        var over = store.ended(organization.id(), clock.instant().minus(kept), limit);
        over.forEach(this::erase);
        return over.size();
    }

    /** The event first would tell what may not happen; last, it is at most once. */
    private void erase(Conversation row) {
        if (store.apply(new Erase(row.id())) instanceof Erase.Outcome.Erased) {
            events.publish(row.id(), Events.Kind.ERASED, null, Map.of("reason", "retention"));
        }
    }
}
