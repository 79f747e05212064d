package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Status;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.UnpublishableException;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.GivenUp;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.RepeatedWarnings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps 1 to 4 of the turn protocol for one record: store the message, claim what is unanswered,
 * plan it. Idempotent: the same record again finds the message stored and the turn claimed, and
 * emits its plan again only while the turn waits for one.
 */
public final class PlannerWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PlannerWorker.class);
    private static final String REFUSED = "its plan cannot be published: ";
    private static final String UNPLANNED = "it cannot be planned: ";
    private static final String EXHAUSTED = "planned without being begun, times: ";

    /** While a person has the conversation, the apology is about the last thing we said in it. */
    private static final int RECENT = 20;

    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
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

    /**
     * A message that is stored, and whose conversation is still to be looked at.
     *
     * @param again it was stored before
     */
    public record Received(Conversation row, long seq, boolean again) {}

    /** Step 1. Any failure leaves the message to be stored again, in its place. */
    public Received receive(InboundMessage message) {
        var stored = intake.store(message);
        return new Received(stored.row(), stored.seq(), stored.again());
    }

    /**
     * Steps 2 to 4 after a message was stored.
     *
     * @return that a turn was given up, here or before a crash: its dead letter is owed
     */
    public Optional<GivenUp> advance(Received received) {
        var givenUp = plan(received.row(), received.seq());
        return givenUp.isEmpty() && received.again() ? givenUpBefore(received.row()) : givenUp;
    }

    /**
     * Steps 2 to 4 because somebody asks for a look.
     *
     * @return that a turn was given up, here or before a crash: its dead letter is owed
     */
    public Optional<GivenUp> wake(ConversationId conversation) {
        return store.find(conversation)
                .flatMap(row -> plan(row, null).or(() -> givenUpBefore(row)));
    }

    private Optional<GivenUp> plan(Conversation row, @Nullable Long seq) {
        return claims.claim(row, seq).flatMap(this::plan);
    }

    /**
     * Whatever stops it but an outage is the turn's failure: uncounted it would stop it for ever.
     */
    private Optional<GivenUp> plan(Claim.Outcome.Claimed claimed) {
        if (claims.isExhausted(claimed.turn())) {
            return fail(claimed, PlanPath.HUMAN, EXHAUSTED + (claimed.turn().emissions() - 1));
        }
        var path = PlanPath.HUMAN;
        Optional<GivenUp> givenUp;
        try {
            var plan = planning.plan(claimed);
            path = plan.path();
            triggers.planned(plan);
            givenUp = Optional.empty();
        } catch (StoreUnavailableException | InfrastructureException e) {
            throw e;
        } catch (UnpublishableException e) {
            givenUp = fail(claimed, path, REFUSED + e.getMessage());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            warnings.warn(
                    name(e),
                    "a turn of %s could not be planned: %s".formatted(claimed.row().id(), name(e)),
                    e);
            givenUp = fail(claimed, path, UNPLANNED + name(e));
        }
        faults.reached(FaultPoint.AFTER_PLAN);
        return givenUp;
    }

    private Optional<GivenUp> fail(Claim.Outcome.Claimed claimed, PlanPath path, String cause) {
        return ending.fail(
                claimed.row().id(), claimed.turn().fence(), path, cause, Fail.Next.LATER);
    }

    /** Never its message, which may hold what a customer wrote. */
    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    /** What a planner gave up last; executors look after what they gave up themselves. */
    private Optional<GivenUp> givenUpBefore(Conversation row) {
        if (row.turn() != null || row.status() != Status.PENDING_HUMAN) {
            return Optional.empty();
        }
        return store.parked(row.id()).reversed().stream()
                .findFirst()
                .flatMap(GivenUp::of)
                .filter(givenUp -> isOurs(row, givenUp));
    }

    private boolean isOurs(Conversation row, GivenUp givenUp) {
        long from = Math.max(0, row.lastOutSeq() - RECENT);
        return store.replies(row.id(), from, RECENT).stream()
                .filter(reply -> reply.turn() == givenUp.turn())
                .anyMatch(reply -> reply.metadata().facts().givenUpBy() == Stage.PLANNER);
    }
}
