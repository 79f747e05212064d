package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import java.util.List;

/** Erasure and recovery with one protection of a step taken away. */
final class BrokenErasure {
    private BrokenErasure() {}

    /** Of what was erased nothing stays, not even that it was here. */
    static Protocol forgettingErasedKeys() {
        return BrokenSteps.seeing(
                Append.class, (_, stored) -> isErased(stored) ? stored.withoutPositions() : stored);
    }

    /** An erased conversation looks like one that goes on. */
    static Protocol overlookingErasure(Class<? extends Step<?>> kind) {
        return BrokenSteps.seeing(
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

    /** An erasure leaves the open turn to its executor. */
    static Protocol erasingWithoutClosingTheTurn() {
        return BrokenSteps.writing(Erase.class, BrokenSteps::keepingTheTurn);
    }

    /** A recovery that does not know what it has put back. */
    static Protocol puttingBackAgain() {
        return BrokenSteps.seeing(PutBack.class, (_, stored) -> stored.withReplies(List.of()));
    }
}
