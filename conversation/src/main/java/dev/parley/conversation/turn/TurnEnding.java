package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Participant;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.UnpublishableException;
import dev.parley.conversation.organization.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step 7 as a worker does it: the ways a turn's attempt ends, and what each owes to the stages
 * after it. Every store write comes first; what follows it may be lost and is repeated by whoever
 * finds the turn over. Thread-safe.
 */
public final class TurnEnding {
    private static final Participant ASSISTANT =
            new Participant("assistant", "Assistant", List.of());

    private final Stage stage;
    private final ConversationStore store;
    private final Cooldown cooldown;
    private final Triggers triggers;
    private final TurnSettings settings;
    private final FaultPoints faults;

    /**
     * Makes the endings of a stage.
     *
     * @param stage where its failures are reported
     */
    public TurnEnding(
            Stage stage,
            ConversationStore store,
            Cooldown cooldown,
            Triggers triggers,
            TurnSettings settings,
            FaultPoints faults) {
        this.stage = stage;
        this.store = store;
        this.cooldown = cooldown;
        this.triggers = triggers;
        this.settings = settings;
        this.faults = faults;
    }

    /**
     * Stores the reply; what it owes to the stages after it is {@link #announce}d by the caller.
     * When the fence is lost the work is to be thrown away.
     */
    public Commit.Outcome commit(ConversationId id, Fence fence, ReplyDraft draft) {
        var outcome = store.apply(new Commit(id, fence, draft, settings.grace()));
        if (outcome instanceof Commit.Outcome.Committed) {
            faults.reached(FaultPoint.AFTER_COMMIT);
        }
        return outcome;
    }

    /**
     * Records a failed attempt; the turn rests, or is parked when tries are over or of no use.
     *
     * @param path the way it was to be answered
     * @param cause one line for the operator, without message text
     * @param next whether another try is of use
     * @return that the turn is given up now: the caller owes its dead letter
     */
    public Optional<GivenUp> fail(
            ConversationId id, Fence fence, PlanPath path, String cause, Fail.Next next) {
        var outcome =
                store.apply(
                        new Fail(
                                id,
                                fence,
                                cause,
                                next,
                                settings.retry(),
                                apology(path),
                                settings.grace()));
        faults.reached(FaultPoint.AFTER_FAIL);
        return switch (outcome) {
            case Fail.Outcome.Retrying retrying -> {
                report(
                        id,
                        fence,
                        retrying.turn().failures(),
                        cause,
                        true,
                        retrying.turn().notBefore());
                cooldown.release(id, fence.turn());
                yield Optional.empty();
            }
            case Fail.Outcome.Parked parked -> {
                report(id, fence, parked.failures(), cause, false, null);
                announce(parked.row(), parked.reply());
                yield Optional.of(new GivenUp(fence.turn(), cause));
            }
            case Fail.Outcome.Fenced _ -> Optional.empty();
        };
    }

    /** Lets go of the turn at once, for whoever gets its plan next. */
    public void handBack(ConversationId id, Fence fence) {
        store.apply(new HandBack(id, fence, settings.grace()));
    }

    /**
     * Tells the stages after this one what the store already says; harmless to repeat. A reply that
     * its topic refuses is followed up from the store.
     */
    public void announce(Conversation row, Reply reply) {
        try {
            triggers.replied(row.id(), reply);
        } catch (UnpublishableException _) {
            triggers.followUp(row.id(), Triggers.FollowUp.RETRY);
        }
        faults.reached(FaultPoint.AFTER_REPLY);
        release(row, reply);
    }

    /** Announces the reply of a turn that is over, unless it was followed up already. */
    public void announceAgain(Conversation row, Reply reply) {
        if (reply.outSeq() > row.followedUp()) {
            announce(row, reply);
        } else {
            release(row, reply);
        }
    }

    private void release(Conversation row, Reply reply) {
        cooldown.release(row.id(), reply.turn());
        faults.reached(FaultPoint.AFTER_RELEASE);
        wakeIfBehind(row);
    }

    /** Wakes the conversation when something arrived while the turn ran. */
    public void wakeIfBehind(Conversation row) {
        if (row.needsProcessing() && row.turn() == null) {
            triggers.wake(row.id(), Triggers.WakeReason.UNANSWERED);
            faults.reached(FaultPoint.AFTER_WAKEUP);
        }
    }

    private void report(
            ConversationId id,
            Fence fence,
            int failures,
            String cause,
            boolean again,
            @Nullable Instant notBefore) {
        triggers.failed(
                new Triggers.Failure(
                        stage,
                        id,
                        fence.turn(),
                        fence.attempt(),
                        failures,
                        cause,
                        again,
                        notBefore));
    }

    private ReplyDraft apology(PlanPath path) {
        var facts = ReplyFacts.NONE.withGivenUpBy(stage);
        var metadata = new ReplyMetadata(path, null, null, null, 0, 0, 0, facts, Map.of());
        return new ReplyDraft(Reply.Kind.APOLOGY, ASSISTANT, Wording.APOLOGY, metadata);
    }
}
