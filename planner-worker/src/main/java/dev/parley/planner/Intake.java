package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.TurnSettings;
import java.util.Map;

/** Step 1: stores each accepted message once. */
final class Intake {
    private final ConversationStore store;
    private final Events events;
    private final Organizations organizations;
    private final TurnSettings settings;
    private final FaultPoints faults;

    Intake(
            ConversationStore store,
            Events events,
            Organizations organizations,
            TurnSettings settings,
            FaultPoints faults) {
        this.store = store;
        this.events = events;
        this.organizations = organizations;
        this.settings = settings;
        this.faults = faults;
    }

    /**
     * A stored message.
     *
     * @param row its conversation after, or some time after, the append
     * @param again it was stored before
     */
    record Stored(Conversation row, long seq, boolean again) {}

    /** Stores the message, or finds it stored before. */
    Stored store(InboundMessage message) {
        var policies = organizations.policies(message.conversation().organization());
        return store(message, message.conversation(), policies);
    }

    private Stored store(InboundMessage message, ConversationId id, Policies policies) {
        var outcome =
                store.apply(
                        new Append(
                                id,
                                message.channel(),
                                message.key(),
                                message.messageId(),
                                message.author(),
                                message.text(),
                                message.sentAt(),
                                settings.grace(),
                                settings.settle(policies.settle()),
                                policies.reopenWindow()));
        faults.reached(FaultPoint.AFTER_APPEND);
        return switch (outcome) {
            case Append.Outcome.Over over -> store(message, over.successor(), policies);
            case Append.Outcome.Appended appended -> {
                if (appended.reopened()) {
                    events.publish(appended.row().id(), Events.Kind.REOPENED, null, Map.of());
                }
                yield stored(appended.row(), appended.seq(), false);
            }
            case Append.Outcome.Known known -> stored(row(known.conversation()), known.seq(), true);
        };
    }

    /**
     * The first message opens the conversation; a redelivery of it says so again, for the first may
     * have been lost.
     */
    private Stored stored(Conversation row, long seq, boolean again) {
        if (seq == 1) {
            events.publish(
                    row.id(), Events.Kind.OPENED, null, Map.of("channel", row.channel().name()));
        }
        return new Stored(row, seq, again);
    }

    private Conversation row(ConversationId id) {
        return store.find(id)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "a message is stored in " + id + ", which is not"));
    }
}
