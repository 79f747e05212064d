package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Triggers;
import dev.parley.schemas.Topic;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Triggers as records, keyed by conversation. */
final class KafkaTriggers implements Triggers {
    private final Publishing publishing;
    private final InstantSource clock;

    KafkaTriggers(Publishing publishing, InstantSource clock) {
        this.publishing = publishing;
        this.clock = clock;
    }

    @Override
    public void planned(Plan plan) {
        publishing.publish(Topic.PLANS, plan.conversation().toString(), PlanRecords.record(plan));
    }

    @Override
    public void replied(ConversationId conversation, Reply reply) {
        publishing.publish(
                Topic.REPLIES, conversation.toString(), ReplyRecords.record(conversation, reply));
    }

    @Override
    public void wake(ConversationId conversation, WakeReason reason) {
        publishing.publish(
                Topic.WAKEUPS,
                conversation.toString(),
                WakeupRecords.record(conversation, reason, clock.instant()));
    }

    @Override
    public void wakeAll(List<ConversationId> conversations, WakeReason reason) {
        var wakeups = new LinkedHashMap<String, SpecificRecord>();
        for (var id : conversations) {
            wakeups.put(id.toString(), WakeupRecords.record(id, reason, clock.instant()));
        }
        publishing.publishAll(Topic.WAKEUPS, wakeups);
    }

    @Override
    public void followUp(ConversationId conversation, FollowUp reason) {
        publishing.publish(
                Topic.FOLLOW_UPS,
                conversation.toString(),
                WakeupRecords.record(conversation, reason, clock.instant()));
    }

    @Override
    public void failed(Failure failure) {
        publishing.publish(
                ErrorTopics.of(failure.stage()),
                failure.conversation().toString(),
                FailureRecords.record(failure, clock.instant()));
    }
}
