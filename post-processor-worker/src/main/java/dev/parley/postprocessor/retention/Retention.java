package dev.parley.postprocessor.retention;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.Purging;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.Erase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Erases conversations that ended longer ago than their organization keeps them, finishes erasures
 * that a crash cut short, and forgets dead letters whose time is over. Any process may do it, and
 * two at once do no harm. An organization without a retention keeps its conversations.
 */
final class Retention {
    private final ConversationStore store;
    private final DeadLetters letters;
    private final Organizations organizations;
    private final Events events;
    private final InstantSource clock;
    private final RetentionProperties settings;
    private final Purging purging;

    Retention(
            ConversationStore store,
            DeadLetters letters,
            Organizations organizations,
            Events events,
            InstantSource clock,
            RetentionProperties settings) {
        this.store = store;
        this.letters = letters;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
        this.purging = new Purging(store);
    }

    /**
     * Erases what is over.
     *
     * @return how many conversations
     */
    int run() {
        store.unpurged(settings.limit()).forEach(purging::purge);
        letters.forgetDecided(clock.instant().minus(settings.decidedLetters()), settings.limit());
        return organizations.all().stream().mapToInt(this::erase).sum();
    }

    /**
     * Forgets dead letters of no conversation that nobody has decided about in time: nothing else
     * would ever remove their bytes.
     *
     * @return how many
     */
    int forgetUndecided() {
        return letters.forgetUndecided(
                clock.instant().minus(settings.undecidedLetters()), settings.limit());
    }

    private int erase(Organization organization) {
        var kept = organization.policies().retention();
        if (kept == null) {
            return 0;
        }
        var before = clock.instant().minus(kept);
        return (int)
                store.ended(organization.id(), before, settings.limit()).stream()
                        .filter(row -> erase(row, before))
                        .count();
    }

    /**
     * Erases one, unless somebody wrote meanwhile. The event first would tell what may not happen;
     * last, it is at most once.
     */
    private boolean erase(Conversation row, Instant before) {
        if (!(store.apply(new Erase(row.id(), before)) instanceof Erase.Outcome.Erased)) {
            return false;
        }
        purging.purge(row.id());
        events.publish(row.id(), Events.Kind.ERASED, null, Map.of("reason", "retention"));
        return true;
    }
}
