package dev.parley.testkit;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Reply;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.UnpublishableException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every trigger instead of publishing it. Thread-safe. */
public final class RecordingTriggers implements Triggers {
    private final List<Plan> plans = new CopyOnWriteArrayList<>();
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    private final List<ConversationId> wakeups = new CopyOnWriteArrayList<>();
    private final List<Followed> followUps = new CopyOnWriteArrayList<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private volatile boolean refusingPlans;
    private volatile boolean refusingReplies;
    private volatile boolean reachable = true;

    /** A conversation to be looked after. */
    public record Followed(ConversationId conversation, FollowUp reason) {}

    /** Makes publishing fail as if the brokers were down, until they are reachable again. */
    public void setReachable(boolean value) {
        reachable = value;
    }

    private void requireReachable() {
        if (!reachable) {
            throw new StoreUnavailableException(
                    "the brokers are switched off", new IOException("switched off by the test"));
        }
    }

    /** Makes plans unpublishable, or publishable again. */
    public void refusePlans(boolean value) {
        refusingPlans = value;
    }

    /** Makes replies unpublishable, or publishable again. */
    public void refuseReplies(boolean value) {
        refusingReplies = value;
    }

    @Override
    public void planned(Plan plan) {
        requireReachable();
        if (refusingPlans) {
            throw new UnpublishableException("too large", new IllegalStateException());
        }
        plans.add(plan);
    }

    @Override
    public void replied(ConversationId conversation, Reply reply) {
        requireReachable();
        if (refusingReplies) {
            throw new UnpublishableException("too large", new IllegalStateException());
        }
        replies.add(reply);
    }

    @Override
    public void wake(ConversationId conversation, WakeReason reason) {
        requireReachable();
        wakeups.add(conversation);
    }

    @Override
    public void wakeAll(List<ConversationId> conversations, WakeReason reason) {
        requireReachable();
        wakeups.addAll(conversations);
    }

    @Override
    public void followUp(ConversationId conversation, FollowUp reason) {
        followUps.add(new Followed(conversation, reason));
    }

    @Override
    public void failed(Failure failure) {
        failures.add(failure);
    }

    public List<Plan> plans() {
        return plans;
    }

    public List<Reply> replies() {
        return replies;
    }

    public List<ConversationId> wakeups() {
        return wakeups;
    }

    public List<Followed> followUps() {
        return followUps;
    }

    public List<Failure> failures() {
        return failures;
    }
}
