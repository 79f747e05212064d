package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a protection of a step is taken away: the real step is shown a store in which its check must
 * succeed, or what it writes is changed.
 */
final class BrokenSteps {
    private BrokenSteps() {}

    /** Shows steps of a kind another store than there is. */
    static <S> Protocol seeing(Class<S> kind, BiFunction<S, Stored, Stored> disguise) {
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
    static Protocol writing(Class<?> kind, RowChange change) {
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

    /** Changes what was written, given what was read. */
    interface RowChange {
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

    /** A store whose open turn, if it has one, looks otherwise. */
    static Stored withTurn(Stored stored, BiFunction<Turn, Conversation, Turn> change) {
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

    /** What a step leaves when it does not close the open turn. */
    static Conversation keepingTheTurn(@Nullable Conversation before, Conversation row) {
        var turn = before == null ? null : before.turn();
        return turn == null ? row : row.withTurn(turn);
    }

    /** A turn that the holder of the fence runs. */
    static Turn held(Fence fence, long from, long through, Conversation row) {
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
}
