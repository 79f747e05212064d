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
import dev.parley.conversation.turn.PassOn;
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
        var id = message.conversation();
        int ended = 0;
        while (true) {
            switch (append(message, id, policies)) {
                case Append.Outcome.Over over -> {
                    id = over.successor();
                    ended++;
                }
                case Append.Outcome.Appended appended -> {
                    return appended(message, appended, ended);
                }
                case Append.Outcome.Known known -> {
                    return stored(row(known.conversation()), known.seq(), true);
                }
            }
        }
    }

    private Append.Outcome append(InboundMessage message, ConversationId id, Policies policies) {
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
        return outcome;
    }

    /**
     * Notes the way when it was longer than a step.
     *
     * @param ended how many conversations were over for good before this one
     */
    private Stored appended(InboundMessage message, Append.Outcome.Appended appended, int ended) {
        var row = appended.row();
        if (ended > 1) {
            store.apply(new PassOn(message.conversation(), row.id()));
        }
        if (appended.reopened()) {
            events.publish(
                    row.id(),
                    Events.Kind.REOPENED,
                    null,
                    Map.of("seq", Long.toString(appended.seq())));
        }
        return stored(row, appended.seq(), false);
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
