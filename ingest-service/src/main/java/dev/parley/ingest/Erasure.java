package dev.parley.ingest;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.Purging;
import dev.parley.conversation.Status;
import dev.parley.conversation.UnreadableRowException;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.turn.Erase;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Erases conversations on demand, and tells so, for whoever holds something of them: timers among
 * them. May be repeated; its event then comes again, and what a crash left is removed. Thread-safe.
 */
public final class Erasure {
    private static final int PAGE = 100;

    private final ConversationStore store;
    private final DeadLetters letters;
    private final Events events;
    private final ConversationChanges changes;
    private final Purging purging;
    private final int limit;

    /**
     * Makes it.
     *
     * @param changes told of each, for those who look on
     * @param limit conversations that one call erases at most, where it is asked for many
     */
    public Erasure(
            ConversationStore store,
            DeadLetters letters,
            Events events,
            ConversationChanges changes,
            int limit) {
        this.store = store;
        this.letters = letters;
        this.events = events;
        this.changes = changes;
        this.purging = new Purging(store);
        this.limit = limit;
    }

    /**
     * Erases what was said in a conversation and in all that took its place.
     *
     * @return empty when there is no such conversation
     * @throws NotAcceptedException when it was erased, but its event may be missing
     */
    public Optional<ErasedConversations> erase(ConversationId id) {
        var erased = new ErasedConversations();
        for (var next = id; eraseInto(erased, next); next = next.successor()) {
            // A successor exists only after the one before it.
        }
        // Of a conversation whose first message could never be stored, only letters are there.
        boolean known = letters.forget(id) > 0 || !erased.rows().isEmpty();
        return known ? Optional.of(erased) : Optional.empty();
    }

    /**
     * Erases the conversations in which a customer was the only one.
     *
     * @param shared erases those with other customers too; otherwise they are named and stay
     * @throws NotAcceptedException when something was erased, but its event may be missing
     */
    public ErasedConversations eraseCustomer(String organization, String author, boolean shared) {
        var erased = new ErasedConversations();
        ConversationId last = null;
        while (true) {
            var after = last == null ? null : last.conversation();
            var page = store.ofCustomer(organization, author, after, PAGE);
            for (var found : page) {
                if (erased.size() >= limit) {
                    return erased.incomplete();
                }
                last = found.id();
                if (found.shared() && !shared) {
                    erased.shared(last);
                } else {
                    eraseOneOf(erased, last);
                }
            }
            if (page.size() < PAGE) {
                return erased;
            }
        }
    }

    /**
     * Erases all conversations of an organization.
     *
     * @throws NotAcceptedException when something was erased, but its event may be missing
     */
    public ErasedConversations eraseAll(String organization) {
        var erased = new ErasedConversations();
        for (var status : Status.values()) {
            if (status != Status.ERASED) {
                eraseAll(organization, status, erased);
            }
        }
        forgetLetters(organization);
        return erased;
    }

    private void eraseAll(String organization, Status status, ErasedConversations erased) {
        ConversationId last = null;
        while (true) {
            var after = last == null ? null : last.conversation();
            var page = store.list(organization, status, after, PAGE);
            for (var row : page) {
                if (erased.size() >= limit) {
                    erased.incomplete();
                    return;
                }
                last = row.id();
                eraseOneOf(erased, last);
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    /** Those of conversations whose first message could never be stored. */
    private void forgetLetters(String organization) {
        var query = DeadLetterQuery.of(organization, PAGE);
        for (var page = letters.list(query); !page.isEmpty(); page = letters.list(query)) {
            page.stream()
                    .flatMap(letter -> Stream.ofNullable(letter.conversationId()))
                    .distinct()
                    .forEach(letters::forget);
        }
    }

    /** One of many that cannot be read keeps the others from nothing. */
    private void eraseOneOf(ErasedConversations erased, ConversationId id) {
        try {
            eraseInto(erased, id);
        } catch (UnreadableRowException _) {
            erased.incomplete();
        }
    }

    /** Erases one; tells whether there is one. */
    private boolean eraseInto(ErasedConversations erased, ConversationId id) {
        return switch (store.apply(new Erase(id))) {
            case Erase.Outcome.Erased done -> purged(erased, done.row());
            case Erase.Outcome.ErasedBefore before -> purged(erased, before.row());
            case Erase.Outcome.Kept kept ->
                    throw new IllegalStateException(kept.row().id() + " was to be erased");
            case Erase.Outcome.NotFound() -> false;
        };
    }

    private boolean purged(ErasedConversations erased, Conversation row) {
        erased.add(row, purging.purge(row.id()));
        changes.changed(row.id());
        try {
            events.publish(row.id(), Events.Kind.ERASED, null, Map.of("reason", "asked for"));
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the event of an erasure failed", e);
        }
        return true;
    }
}
