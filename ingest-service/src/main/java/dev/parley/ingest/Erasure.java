package dev.parley.ingest;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.turn.Erase;
import java.util.Map;
import java.util.Optional;

/**
 * Erases conversations on demand, and tells so, for whoever holds something of them: timers among
 * them. May be repeated; its event then comes again. Thread-safe.
 */
public final class Erasure {
    private final ConversationStore store;
    private final Events events;
    private final ConversationChanges changes;

    /**
     * Makes it.
     *
     * @param changes told of each, for those who look on
     */
    public Erasure(ConversationStore store, Events events, ConversationChanges changes) {
        this.store = store;
        this.events = events;
        this.changes = changes;
    }

    /**
     * Erases what was said.
     *
     * @return the row that is left; empty when there is no such conversation
     * @throws NotAcceptedException when it was erased, but its event may be missing
     */
    public Optional<Conversation> erase(ConversationId id) {
        return switch (store.apply(new Erase(id))) {
            case Erase.Outcome.Erased erased -> told(erased.row());
            case Erase.Outcome.ErasedBefore before -> told(before.row());
            case Erase.Outcome.NotFound() -> Optional.empty();
        };
    }

    private Optional<Conversation> told(Conversation row) {
        changes.changed(row.id());
        try {
            events.publish(row.id(), Events.Kind.ERASED, null, Map.of("reason", "asked for"));
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the event of an erasure failed", e);
        }
        return Optional.of(row);
    }
}
