package dev.parley.ingest;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Events;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.HumanReply;
import dev.parley.conversation.turn.TakeOver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step 10 of the turn protocol: people take conversations over, write in them and give them back.
 * Every request may be repeated; its event then comes again, with the same epoch. Thread-safe.
 */
public final class Takeovers {
    private static final int REPLIES_LOOKED_AT = 200;

    private final ConversationStore store;
    private final Events events;
    private final Triggers triggers;
    private final ConversationChanges changes;
    private final Duration grace;

    /**
     * Makes them.
     *
     * @param grace how long a delivery may stay unattended
     */
    public Takeovers(
            ConversationStore store,
            Events events,
            Triggers triggers,
            ConversationChanges changes,
            Duration grace) {
        this.store = store;
        this.events = events;
        this.triggers = triggers;
        this.changes = changes;
        this.grace = grace;
    }

    /**
     * A person owns the conversation from now on.
     *
     * @param by who takes over
     * @return the row after it; empty when there is no such conversation
     * @throws NotAcceptedException when it was taken over, but its event may be missing
     */
    public Optional<Conversation> takeOver(ConversationId id, String by) {
        return switch (store.apply(new TakeOver(id, by, grace))) {
            case TakeOver.Outcome.TakenOver(var row) -> told(row, Events.Kind.TAKEN_OVER, by);
            case TakeOver.Outcome.AlreadyHuman(var row) -> told(row, Events.Kind.TAKEN_OVER, null);
            case TakeOver.Outcome.NotFound() -> Optional.empty();
        };
    }

    /**
     * The pipeline answers from the next message on.
     *
     * @param by who gives it back, if that is said
     * @return the row after it; empty when there is no such conversation
     * @throws NotAcceptedException when it was given back, but its event may be missing
     */
    public Optional<Conversation> giveBack(ConversationId id, @Nullable String by) {
        return switch (store.apply(new GiveBack(id))) {
            case GiveBack.Outcome.GivenBack(var row) -> returned(row, by);
            // Its last change of hands, if it had one, was a return.
            case GiveBack.Outcome.AlreadyOurs(var row) ->
                    row.ownership().epoch() == 0 ? Optional.of(row) : returned(row, null);
            case GiveBack.Outcome.NotFound() -> Optional.empty();
        };
    }

    /** Stores a person's message. */
    public HumanReply.Outcome reply(HumanReply reply) {
        var outcome = store.apply(reply);
        changes.changed(reply.conversation());
        return outcome;
    }

    /** Whether a reply of ours is on its way to the channel, and may arrive in spite of all. */
    public boolean mayStillArrive(Conversation row) {
        return store
                .replies(
                        row.id(),
                        Math.max(0, row.lastOutSeq() - REPLIES_LOOKED_AT),
                        REPLIES_LOOKED_AT)
                .stream()
                .map(reply -> reply.delivery().phase())
                .anyMatch(phase ->
                        phase == DeliveryState.Phase.SENDING
                                || phase == DeliveryState.Phase.AMBIGUOUS);
    }

    private Optional<Conversation> returned(Conversation row, @Nullable String by) {
        var told = told(row, Events.Kind.RETURNED, by);
        try {
            triggers.wake(row.id(), Triggers.WakeReason.RETURNED);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the wakeup of a returned conversation failed", e);
        }
        return told;
    }

    private Optional<Conversation> told(Conversation row, Events.Kind kind, @Nullable String by) {
        changes.changed(row.id());
        var detail = new HashMap<String, String>();
        detail.put("epoch", Long.toString(row.ownership().epoch()));
        if (by != null) {
            detail.put("by", by);
        }
        try {
            events.publish(row.id(), kind, null, detail);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the event of a change of hands failed", e);
        }
        return Optional.of(row);
    }
}
