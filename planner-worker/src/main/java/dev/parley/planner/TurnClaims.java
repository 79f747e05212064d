package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Turn;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.TurnSettings;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps 2 and 3: the cooldown, which saves work, and the claim, which decides. */
final class TurnClaims {
    private final ConversationStore store;
    private final Cooldown cooldown;
    private final Organizations organizations;
    private final TurnSettings settings;
    private final @Nullable String planner;
    private final FaultPoints faults;
    private final InstantSource clock;

    /**
     * Makes claims.
     *
     * @param planner the instance that claims; null when its death is not to be known by its lease
     */
    TurnClaims(
            ConversationStore store,
            Cooldown cooldown,
            Organizations organizations,
            TurnSettings settings,
            @Nullable String planner,
            FaultPoints faults,
            InstantSource clock) {
        this.store = store;
        this.cooldown = cooldown;
        this.organizations = organizations;
        this.settings = settings;
        this.planner = planner;
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * Claims what is unanswered in a conversation.
     *
     * @param seen the row as it was just read
     * @param seq position of the message whose record asks, or null for a wakeup
     * @return the claimed turn, if there is one for the caller to plan
     */
    Optional<Claim.Outcome.Claimed> claim(Conversation seen, @Nullable Long seq) {
        if (!seen.needsProcessing() && seen.turn() == null && seen.dueAt() == null) {
            return Optional.empty();
        }
        var id = seen.id();
        long number = seen.turn() != null ? seen.turnNumber() : seen.turnNumber() + 1;
        if (cooldown.acquire(id, number) == Cooldown.Acquisition.BUSY
                && isLookedAfter(seen.turn(), seq)) {
            return Optional.empty();
        }
        faults.reached(FaultPoint.AFTER_COOLDOWN);
        return claim(id, number, seq);
    }

    private Optional<Claim.Outcome.Claimed> claim(
            ConversationId id, long cooldownTurn, @Nullable Long seq) {
        var outcome =
                store.apply(
                        new Claim(
                                id,
                                seq,
                                planner,
                                settings.leases(),
                                settings.grace(),
                                settings.turnMessages(),
                                settings.settle(
                                        organizations.policies(id.organization()).settle())));
        return switch (outcome) {
            case Claim.Outcome.Claimed claimed -> {
                faults.reached(FaultPoint.AFTER_CLAIM);
                yield Optional.of(claimed);
            }
            case Claim.Outcome.Idle _, Claim.Outcome.Settling _ -> {
                cooldown.release(id, cooldownTurn);
                yield Optional.empty();
            }
            case Claim.Outcome.Busy _ -> Optional.empty();
        };
    }

    /** Tells whether its plan was emitted so often that it is to be failed instead. */
    boolean isExhausted(Turn turn) {
        return turn.emissions() > settings.retry().maxEmissions();
    }

    /**
     * Whether the open turn will wake this conversation by itself, so that the record may go. A
     * wakeup stays: only the store knows whether the turn's holder is alive.
     */
    private boolean isLookedAfter(@Nullable Turn turn, @Nullable Long seq) {
        if (turn == null || seq == null || turn.isLapsed(clock.instant())) {
            return false;
        }
        return turn.phase() != Turn.Phase.PLANNED || !turn.covers(seq);
    }
}
