package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Triggers;
import java.util.List;

/** Triggers that an intervention may lose. */
record InjectedTriggers(Triggers triggers, Injection injection) implements Triggers {
    @Override
    public void planned(Plan plan) {
        injection.worksOn(plan.conversation());
        if (injection.intervention().publishes(plan)) {
            triggers.planned(plan);
        }
    }

    @Override
    public void replied(ConversationId conversation, Reply reply) {
        injection.worksOn(conversation);
        triggers.replied(conversation, reply);
    }

    @Override
    public void wake(ConversationId conversation, WakeReason reason) {
        injection.worksOn(conversation);
        if (injection.intervention().wakes(conversation, reason)) {
            triggers.wake(conversation, reason);
        }
    }

    @Override
    public void wakeAll(List<ConversationId> conversations, WakeReason reason) {
        triggers.wakeAll(
                conversations.stream()
                        .filter(id -> injection.intervention().wakes(id, reason))
                        .toList(),
                reason);
    }

    @Override
    public void followUp(ConversationId conversation, FollowUp reason) {
        triggers.followUp(conversation, reason);
    }

    @Override
    public void failed(Failure failure) {
        if (injection.intervention().reports(failure)) {
            triggers.failed(failure);
        }
    }
}
