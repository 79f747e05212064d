package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Fence;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.Redrive;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import dev.parley.conversation.turn.TakeOver;
import java.time.Instant;
import java.util.Objects;

/** Turns with one protection of a step taken away. */
final class BrokenTurns {
    private BrokenTurns() {}

    /** Commit writes whatever the fence: the turn always looks like the worker's own. */
    static Protocol withoutFence() {
        return BrokenSteps.seeing(
                Commit.class, (commit, stored) -> withTurnOf(stored, commit.fence()));
    }

    private static Stored withTurnOf(Stored stored, Fence fence) {
        var row = stored.row();
        if (row == null) {
            return stored;
        }
        var turn = row.turn();
        if (turn != null && turn.number() == fence.turn()) {
            return stored.withRow(
                    row.withTurn(BrokenSteps.held(fence, turn.from(), turn.through(), row)));
        }
        return stored.replyOf(fence.turn())
                .map(over ->
                        stored.withRow(
                                row.withTurn(
                                        BrokenSteps.held(fence, over.from(), over.through(), row))))
                .orElse(stored);
    }

    /** A reply answers whatever came before it. */
    static Protocol answeringWhateverCameBefore() {
        return BrokenSteps.seeing(
                Commit.class,
                (_, stored) ->
                        BrokenSteps.withTurn(
                                stored,
                                (turn, row) ->
                                        turn.begun(
                                                row.progress().lastInboundSeq(),
                                                turn.leaseUntil(),
                                                turn.holder())));
    }

    /** A running turn may be begun although its lease is valid. */
    static Protocol beginningWithoutWaiting() {
        return BrokenSteps.seeing(
                Begin.class,
                (_, stored) ->
                        BrokenSteps.withTurn(stored, (turn, _) -> turn.leasedUntil(Clock.NOW)));
    }

    /** A plan is taken for one of the turn that has its number, whatever its range. */
    static Protocol beginningByNumberAlone() {
        return new Protocol() {
            @Override
            <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
                var turn = situation.conversation().map(Conversation::turn).orElse(null);
                if (!(step instanceof Begin begin)
                        || turn == null
                        || turn.through() == begin.through()
                        || !(situation instanceof Stored stored)) {
                    return super.decide(step, situation, now);
                }
                var disguised =
                        BrokenSteps.withTurn(
                                stored,
                                (own, _) ->
                                        own.begun(begin.through(), own.leaseUntil(), own.holder()));
                return super.decide(step, disguised, now);
            }
        };
    }

    /** A lease or rest of another clock counts as one of this. */
    static Protocol believingEveryClock(Class<? extends Step<?>> kind) {
        return BrokenSteps.seeing(
                kind,
                (_, stored) ->
                        BrokenSteps.withTurn(
                                stored,
                                (turn, _) ->
                                        Clock.until(turn.leaseUntil()) == Clock.FAR
                                                ? turn.leasedUntil(Clock.NOW.plusMillis(1))
                                                : turn));
    }

    /** A turn's holder counts as alive as long as the turn's own lease says so. */
    static Protocol believingEveryHolder(Class<? extends Step<?>> kind) {
        return BrokenSteps.seeing(
                kind,
                (_, stored) ->
                        stored.heldUntil() == null
                                ? stored
                                : stored.withHeldUntil(Clock.NOW.plusMillis(1)));
    }

    /** Every failure counts as the last one. */
    static Protocol apologizingAtOnce() {
        return BrokenSteps.seeing(
                Fail.class,
                (_, stored) ->
                        BrokenSteps.withTurn(stored, (turn, _) -> turn.failed("x").failed("y")));
    }

    /** No message is known. */
    static Protocol withoutMessageKeys() {
        return BrokenSteps.seeing(Append.class, (_, stored) -> stored.withoutPositions());
    }

    /** Nothing is ever due. */
    static Protocol withoutDueAt() {
        return BrokenSteps.writing(Step.class, (_, row) -> row.withDueAt(null));
    }

    /** A takeover leaves the open turn to its executor. */
    static Protocol takingOverWithoutClosingTheTurn() {
        return BrokenSteps.writing(TakeOver.class, BrokenSteps::keepingTheTurn);
    }

    /** A redriven turn answers everything from the beginning. */
    static Protocol redrivingTheWholeConversation() {
        return BrokenSteps.writing(
                Redrive.class,
                (_, row) -> {
                    var turn = Objects.requireNonNull(row.turn());
                    return row.withTurn(
                            BrokenSteps.held(
                                    turn.fence(), 0, row.progress().lastInboundSeq(), row));
                });
    }

    /** Only the wakeup tells of a redrive. */
    static Protocol redrivingWithoutDueAt() {
        return BrokenSteps.writing(Redrive.class, (_, row) -> row.withDueAt(null));
    }
}
