package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Triggers;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.Topic;
import dev.parley.schemas.Wakeup;
import dev.parley.schemas.WakeupReason;
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
        publish(Topic.WAKEUPS, conversation, WakeupReason.valueOf(reason.name()));
    }

    @Override
    public void wakeAll(List<ConversationId> conversations, WakeReason reason) {
        var value = WakeupReason.valueOf(reason.name());
        var wakeups = new LinkedHashMap<String, SpecificRecord>();
        conversations.forEach(id -> wakeups.put(id.toString(), wakeup(id, value)));
        publishing.publishAll(Topic.WAKEUPS, wakeups);
    }

    @Override
    public void followUp(ConversationId conversation, FollowUp reason) {
        publish(Topic.FOLLOW_UPS, conversation, WakeupReason.valueOf(reason.name()));
    }

    private void publish(Topic topic, ConversationId conversation, WakeupReason reason) {
        publishing.publish(topic, conversation.toString(), wakeup(conversation, reason));
    }

    private Wakeup wakeup(ConversationId conversation, WakeupReason reason) {
        return Wakeup.newBuilder()
                .setOrganization(conversation.organization())
                .setConversation(conversation.conversation())
                .setReason(reason)
                .setAt(clock.instant())
                .build();
    }

    @Override
    public void failed(Failure failure) {
        var id = failure.conversation();
        var report =
                ErrorReport.newBuilder()
                        .setStage(failure.stage())
                        .setOrganization(id.organization())
                        .setConversation(id.conversation())
                        .setTurnNumber(failure.turn())
                        .setAttempt(failure.attempt())
                        .setFailures(failure.failures())
                        .setCause(failure.cause())
                        .setNeedsProcessing(failure.needsProcessing())
                        .setNotBefore(failure.notBefore())
                        .setSourceTopic(Topic.PLANS.baseName())
                        .setSourcePartition(-1)
                        .setSourceOffset(-1)
                        .setAt(clock.instant())
                        .build();
        publishing.publish(topic(failure.stage()), id.toString(), report);
    }

    private static Topic topic(String stage) {
        return switch (stage) {
            case "planner" -> Topic.PLANNER_ERRORS;
            case "executor" -> Topic.EXECUTOR_ERRORS;
            case "post-processor" -> Topic.POST_PROCESSOR_ERRORS;
            default -> throw new IllegalArgumentException("no stage is called " + stage);
        };
    }
}
