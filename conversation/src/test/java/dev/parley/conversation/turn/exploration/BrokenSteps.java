package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Progress;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.MarkFollowedUp;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.Redrive;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.Resolve;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.StartSending;
import dev.parley.conversation.turn.Step;
import dev.parley.conversation.turn.TakeOver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Protocols with one protection of a step taken away: the real step is shown a store in which its
 * check must succeed, or what it writes is changed.
 */
final class BrokenSteps {
    private BrokenSteps() {}

    /** Commit writes whatever the fence: the turn always looks like the worker's own. */
    static Protocol withoutFence() {
        return seeing(Commit.class, (commit, stored) -> withTurnOf(stored, commit.fence()));
    }

    private static Stored withTurnOf(Stored stored, Fence fence) {
        var row = stored.row();
        if (row == null) {
            return stored;
        }
        var turn = row.turn();
        if (turn != null && turn.number() == fence.turn()) {
            return stored.withRow(row.withTurn(held(fence, turn.from(), turn.through(), row)));
        }
        return stored.replyOf(fence.turn())
                .map(over ->
                        stored.withRow(row.withTurn(held(fence, over.from(), over.through(), row))))
                .orElse(stored);
    }

    private static Turn held(Fence fence, long from, long through, Conversation row) {
        return new Turn(
                fence.turn(),
                from,
                through,
                fence.attempt(),
                1,
                0,
                Turn.Phase.RUNNING,
                Clock.NOW,
                null,
                row.ownership().epoch(),
                fence.claimedAt(),
                null);
    }

    /** A reply answers whatever came before it. */
    static Protocol answeringWhateverCameBefore() {
        return seeing(
                Commit.class,
                (_, stored) ->
                        withTurn(
                                stored,
                                (turn, row) ->
                                        turn.begun(
                                                row.progress().lastInboundSeq(),
                                                turn.leaseUntil(),
                                                turn.holder())));
    }

    /** A running turn may be begun although its lease is valid. */
    static Protocol beginningWithoutWaiting() {
        return seeing(
                Begin.class,
                (_, stored) -> withTurn(stored, (turn, _) -> turn.leasedUntil(Clock.NOW)));
    }

    /** A lease or rest of another clock counts as one of this. */
    static Protocol believingEveryClock(Class<? extends Step<?>> kind) {
        return seeing(
                kind,
                (_, stored) ->
                        withTurn(
                                stored,
                                (turn, _) ->
                                        Clock.until(turn.leaseUntil()) == Clock.FAR
                                                ? turn.leasedUntil(Clock.NOW.plusMillis(1))
                                                : turn));
    }

    /** A turn's holder counts as alive as long as the turn's own lease says so. */
    static Protocol believingEveryHolder(Class<? extends Step<?>> kind) {
        return seeing(
                kind,
                (_, stored) ->
                        stored.heldUntil() == null
                                ? stored
                                : stored.withHeldUntil(Clock.NOW.plusMillis(1)));
    }

    /** Every failure counts as the last one. */
    static Protocol apologizingAtOnce() {
        return seeing(
                Fail.class,
                (_, stored) -> withTurn(stored, (turn, _) -> turn.failed("x").failed("y")));
    }

    private static Stored withTurn(Stored stored, BiFunction<Turn, Conversation, Turn> change) {
        var row = stored.row();
        var turn = row == null ? null : row.turn();
        if (row == null || turn == null) {
            return stored;
        }
        var changed = change.apply(turn, row);
        // The fence stays the one that the worker knows.
        return stored.withRow(
                row.withTurn(
                        new Turn(
                                changed.number(),
                                changed.from(),
                                changed.through(),
                                turn.attempt(),
                                changed.begins(),
                                changed.failures(),
                                changed.emissions(),
                                turn.phase(),
                                changed.leaseUntil(),
                                changed.notBefore(),
                                changed.holder(),
                                changed.ownershipEpoch(),
                                changed.claimedAt(),
                                changed.awaySince(),
                                changed.lastFailure())));
    }

    /** No message is known. */
    static Protocol withoutMessageKeys() {
        return seeing(Append.class, (_, stored) -> stored.withoutPositions());
    }

    /** Of what was erased nothing stays, not even that it was here. */
    static Protocol forgettingErasedKeys() {
        return seeing(
                Append.class, (_, stored) -> isErased(stored) ? stored.withoutPositions() : stored);
    }

    /** An erased conversation looks like one that goes on. */
    static Protocol overlookingErasure(Class<? extends Step<?>> kind) {
        return seeing(
                kind,
                (_, stored) -> {
                    var row = stored.row();
                    return row == null || !isErased(stored)
                            ? stored
                            : stored.withRow(row.withStatus(Status.OPEN));
                });
    }

    private static boolean isErased(Stored stored) {
        var row = stored.row();
        return row != null && row.status() == Status.ERASED;
    }

    /** Retention trusts its list. */
    static Protocol erasingWhoeverWrote() {
        return new Protocol() {
            @Override
            <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
                if (!(step instanceof Erase erase)) {
                    return super.decide(step, situation, now);
                }
                var blind = super.decide(new Erase(erase.conversation()), situation, now);
                @SuppressWarnings("unchecked")
                var outcome = (O) blind.outcome();
                return new Decision<>(outcome, blind.changes());
            }
        };
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
                        withTurn(
                                stored,
                                (own, _) ->
                                        own.begun(begin.through(), own.leaseUntil(), own.holder()));
                return super.decide(step, disguised, now);
            }
        };
    }

    /** A recovery that does not know what it has put back. */
    static Protocol puttingBackAgain() {
        return seeing(PutBack.class, (_, stored) -> stored.withReplies(List.of()));
    }

    /** The newest reply that was followed up stands for those before it. */
    static Protocol markingTheNewest() {
        return seeing(
                MarkFollowedUp.class,
                (mark, stored) -> {
                    var row = stored.row();
                    return row == null
                            ? stored
                            : stored.withRow(row.withFollowedUp(first(mark.outSeqs()) - 1));
                });
    }

    private static long first(Set<Long> outSeqs) {
        return Collections.min(outSeqs);
    }

    /** Every reply looks as if it were of the present epoch. */
    static Protocol sendingWhoeverOwnsIt() {
        return seeing(
                StartSending.class,
                (_, stored) -> {
                    var row = stored.row();
                    var reply = stored.firstOpenReply().orElse(null);
                    return row == null || reply == null
                            ? stored
                            : stored.withRow(
                                    row.withOwnership(
                                            new Ownership(
                                                    Ownership.Owner.AI, reply.ownershipEpoch())));
                });
    }

    /** A send without an outcome looks as if it had not begun. */
    static Protocol repeatingUnknownSends() {
        return seeing(
                StartSending.class,
                (_, stored) -> {
                    var replies = new ArrayList<>(stored.replies());
                    replies.replaceAll(BrokenSteps::asIfNew);
                    return stored.withReplies(replies);
                });
    }

    private static Reply asIfNew(Reply reply) {
        var state = reply.delivery();
        return state.phase() == DeliveryState.Phase.SENDING && Clock.until(state.until()) == 0
                ? reply.withDelivery(
                        new DeliveryState(
                                DeliveryState.Phase.PENDING, state.attempts(), null, null, null))
                : reply;
    }

    /** The last reply goes out first. */
    static Protocol sendingTheNewestFirst() {
        return seeing(
                StartSending.class, (_, stored) -> stored.withReplies(stored.replies().reversed()));
    }

    /** Nothing is ever due. */
    static Protocol withoutDueAt() {
        return writing(Step.class, (_, row) -> row.withDueAt(null));
    }

    /** A takeover leaves the open turn to its executor. */
    static Protocol takingOverWithoutClosingTheTurn() {
        return writing(
                TakeOver.class,
                (before, row) -> {
                    var turn = before == null ? null : before.turn();
                    return turn == null ? row : row.withTurn(turn);
                });
    }

    /** An erasure leaves the open turn to its executor. */
    static Protocol erasingWithoutClosingTheTurn() {
        return writing(
                Erase.class,
                (before, row) -> {
                    var turn = before == null ? null : before.turn();
                    return turn == null ? row : row.withTurn(turn);
                });
    }

    /** A reply ends its conversation. */
    static Protocol resolvingAtTheAnswer() {
        return writing(Commit.class, (_, row) -> row.withStatus(Status.RESOLVED));
    }

    /** A resolution is written without a look at what happened meanwhile. */
    static Protocol resolvingBlindly() {
        return new Protocol() {
            @Override
            <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
                var decision = super.decide(step, situation, now);
                var row = situation.conversation().orElse(null);
                return step instanceof Resolve && row != null
                        ? Decision.of(
                                decision.outcome(),
                                new Change.SaveConversation(
                                        row.withStatus(Status.RESOLVED).nextVersion()))
                        : decision;
            }
        };
    }

    /** A notice of the kind is said although the customer wrote meanwhile. */
    static Protocol sayingOverWhoeverWrote(Class<? extends Step<?>> kind) {
        return seeing(
                kind,
                (_, stored) -> {
                    var row = stored.row();
                    return row == null || !row.ownership().isAi()
                            ? stored
                            : stored.withRow(asIfAnswered(row));
                });
    }

    private static Conversation asIfAnswered(Conversation row) {
        return row.withStatus(Status.OPEN)
                .withoutTurn()
                .withProgress(row.progress().answered(row.progress().lastSeq()));
    }

    /** A reminder looks as if nobody had been reminded. */
    static Protocol remindingAgain() {
        return seeing(
                Remind.class,
                (_, stored) ->
                        stored.withReplies(
                                stored.replies().stream().map(BrokenSteps::asAnswer).toList()));
    }

    private static Reply asAnswer(Reply reply) {
        return new Reply(
                reply.turn(),
                reply.messageId(),
                reply.seq(),
                reply.outSeq(),
                reply.from(),
                reply.through(),
                reply.ownershipEpoch(),
                Reply.Kind.ANSWER,
                reply.text(),
                reply.metadata(),
                reply.committedAt(),
                reply.delivery());
    }

    /** An escalation looks as if nothing had come after its turn's reply. */
    static Protocol escalatingBlindly() {
        return seeing(
                Escalate.class,
                (escalate, stored) -> {
                    var row = stored.row();
                    var reply = stored.replyOf(escalate.turnNumber()).orElse(null);
                    if (row == null || reply == null || !row.ownership().isAi()) {
                        return stored;
                    }
                    var last = row.progress().lastSeq();
                    return stored.withRow(
                            row.withStatus(Status.OPEN)
                                    .withoutTurn()
                                    .withTurnNumber(reply.turn())
                                    .withProgress(new Progress(last, reply.through(), last)));
                });
    }

    /** A redriven turn answers everything from the beginning. */
    static Protocol redrivingTheWholeConversation() {
        return writing(
                Redrive.class,
                (_, row) -> {
                    var turn = Objects.requireNonNull(row.turn());
                    return row.withTurn(
                            held(turn.fence(), 0, row.progress().lastInboundSeq(), row));
                });
    }

    /** Only the wakeup tells of a redrive. */
    static Protocol redrivingWithoutDueAt() {
        return writing(Redrive.class, (_, row) -> row.withDueAt(null));
    }

    /** Shows steps of a kind another store than there is. */
    private static <S> Protocol seeing(Class<S> kind, BiFunction<S, Stored, Stored> disguise) {
        return new Protocol() {
            @Override
            <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
                return kind.isInstance(step) && situation instanceof Stored stored
                        ? super.decide(step, disguise.apply(kind.cast(step), stored), now)
                        : super.decide(step, situation, now);
            }
        };
    }

    /** Changes the row that steps of a kind write, given the row they read. */
    private static Protocol writing(Class<?> kind, RowChange change) {
        return new Protocol() {
            @Override
            <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
                var decision = super.decide(step, situation, now);
                if (!kind.isInstance(step)) {
                    return decision;
                }
                var before = situation.conversation().orElse(null);
                return new Decision<>(
                        decision.outcome(),
                        changed(decision.changes(), row -> change.of(before, row)));
            }
        };
    }

    private interface RowChange {
        Conversation of(@Nullable Conversation before, Conversation written);
    }

    private static List<Change> changed(List<Change> changes, UnaryOperator<Conversation> change) {
        return changes.stream()
                .map(each ->
                        each instanceof Change.SaveConversation save
                                ? new Change.SaveConversation(change.apply(save.row()))
                                : each)
                .toList();
    }
}
