package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.UnpublishableException;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.TurnEnding;
import org.jspecify.annotations.Nullable;

/**
 * Steps 1 to 4 of the turn protocol for one record: store the message, claim what is unanswered,
 * plan it. Idempotent: the same record again finds the message stored and the turn claimed, and
 * emits its plan again only while the turn waits for one.
 */
public final class PlannerWorker {
    private final Intake intake;
    private final TurnClaims claims;
    private final ConversationStore store;
    private final Planning planning;
    private final Triggers triggers;
    private final TurnEnding ending;
    private final FaultPoints faults;

    PlannerWorker(
            Intake intake,
            TurnClaims claims,
            ConversationStore store,
            Planning planning,
            Triggers triggers,
            TurnEnding ending,
            FaultPoints faults) {
        this.intake = intake;
        this.claims = claims;
        this.store = store;
        this.planning = planning;
        this.triggers = triggers;
        this.ending = ending;
        this.faults = faults;
    }

    /** A message that is stored, and whose conversation is still to be looked at. */
    public record Received(Conversation row, long seq) {}

    /** Step 1. Any failure leaves the message to be stored again, in its place. */
    public Received receive(InboundMessage message) {
        var stored = intake.store(message);
        return new Received(stored.row(), stored.seq());
    }

    /** Steps 2 to 4 after a message was stored. */
    public void advance(Received received) {
        plan(received.row(), received.seq());
    }

    /** Steps 2 to 4 because somebody asks for a look. */
    public void wake(ConversationId conversation) {
        store.find(conversation).ifPresent(row -> plan(row, null));
    }

    private void plan(Conversation row, @Nullable Long seq) {
        claims.claim(row, seq).ifPresent(this::plan);
    }

    private void plan(Claim.Outcome.Claimed claimed) {
        var id = claimed.row().id();
        var plan = planning.plan(claimed);
        try {
            triggers.planned(plan);
        } catch (UnpublishableException e) {
            // Without this the turn would be claimed and refused for ever.
            ending.fail(
                    id,
                    claimed.turn().fence(),
                    plan.path(),
                    "its plan cannot be published: " + e.getMessage(),
                    Fail.Next.LATER);
        }
        faults.reached(FaultPoint.AFTER_PLAN);
    }
}
