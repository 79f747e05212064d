package dev.parley.postprocessor.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.kafka.ReplyRecords;
import dev.parley.kafka.WakeupRecords;
import dev.parley.postprocessor.PostProcessorWorker;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.RecordHandler;
import dev.parley.runtime.WorkRecord;
import dev.parley.schemas.Reply;
import dev.parley.schemas.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Gives committed replies, and what asks to look after a conversation, to the post-processor. */
public final class PostProcessorHandler implements RecordHandler {
    /** How much a timer's clock may be ahead of the store's. */
    private static final Duration EARLY = Duration.ofSeconds(5);

    /** So that a clock that stands still does not go round at once. */
    private static final Duration REST = Duration.ofMillis(100);

    private static final int MOST_WAITS = 20;

    private final PostProcessorWorker worker;
    private final InstantSource clock;

    public PostProcessorHandler(PostProcessorWorker worker, InstantSource clock) {
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public Outcome handle(WorkRecord record) throws InterruptedException {
        return switch (record.value()) {
            case Reply reply -> process(record, reply);
            case Wakeup wakeup -> followUp(record, wakeup);
            default ->
                    Outcome.park(
                            "a post-processor reads no " + record.value().getSchema().getName());
        };
    }

    private Outcome process(WorkRecord record, Reply value) throws InterruptedException {
        if (ReplyRecords.isOfNewerBuild(value)) {
            return Outcome.ofNewerBuild("a reply of a kind or path that this build does not know");
        }
        ConversationId conversation;
        dev.parley.conversation.Reply reply;
        try {
            conversation = ReplyRecords.conversation(value);
            reply = ReplyRecords.reply(value);
        } catch (IllegalArgumentException e) {
            return Outcome.park("not a reply: " + e.getMessage());
        }
        if (!record.key().equals(conversation.toString())) {
            return Outcome.park("the key is not the reply's conversation");
        }
        worker.process(conversation, reply);
        return Outcome.done();
    }

    private Outcome followUp(WorkRecord record, Wakeup value) throws InterruptedException {
        ConversationId conversation;
        try {
            conversation = WakeupRecords.conversation(value);
        } catch (IllegalArgumentException e) {
            return Outcome.park("not a conversation: " + e.getMessage());
        }
        if (!record.key().equals(conversation.toString())) {
            return Outcome.park("the key is not the record's conversation");
        }
        return switch (value.getReason()) {
            case IDLE -> idle(conversation, record.attempt());
            case RETRY -> done(conversation, FollowUp.RETRY);
            case TITLE -> done(conversation, FollowUp.TITLE);
            // These are a planner's.
            case UNANSWERED, DUE, DELIVERY, RETURNED, OPERATOR -> Outcome.done();
            case UNKNOWN -> Outcome.ofNewerBuild("a reason that this build does not know");
        };
    }

    private Outcome done(ConversationId conversation, FollowUp reason) throws InterruptedException {
        worker.followUp(conversation, reason);
        return Outcome.done();
    }

    /** A timer that fired a moment too early waits for it; a later one has a timer of its own. */
    private Outcome idle(ConversationId conversation, int attempt) throws InterruptedException {
        var next = worker.followUp(conversation, FollowUp.IDLE).orElse(Instant.MAX);
        var now = clock.instant();
        if (attempt > MOST_WAITS || next.isAfter(now.plus(EARLY))) {
            return Outcome.done();
        }
        var left = next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
        return Outcome.retry("a moment too early", left.compareTo(REST) < 0 ? REST : left);
    }
}
