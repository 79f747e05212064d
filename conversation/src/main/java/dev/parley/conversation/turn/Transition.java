package dev.parley.conversation.turn;

import static dev.parley.conversation.Status.CLOSED;
import static dev.parley.conversation.Status.ERASED;
import static dev.parley.conversation.Status.NEW;
import static dev.parley.conversation.Status.OPEN;
import static dev.parley.conversation.Status.PENDING_HUMAN;
import static dev.parley.conversation.Status.RESOLVED;

import dev.parley.conversation.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of status that a step may make. A step may also leave the status as it is.
 *
 * @param from null: there was no conversation
 * @param cause in a few words, for people
 */
public record Transition(
        Class<? extends Step<?>> step, @Nullable Status from, Status to, String cause) {
    /** Every change of status there is. */
    public static final List<Transition> ALL =
            List.of(
                    of(Append.class, null, NEW, "first message"),
                    of(Claim.class, NEW, OPEN, "first turn"),
                    of(Commit.class, OPEN, PENDING_HUMAN, "reply that hands over"),
                    of(Fail.class, OPEN, PENDING_HUMAN, "tries are over"),
                    of(Escalate.class, OPEN, PENDING_HUMAN, "signs that a person is needed"),
                    of(Resolve.class, OPEN, RESOLVED, "the customer says it is settled"),
                    of(CloseIdle.class, OPEN, CLOSED, "inactivity"),
                    of(Append.class, RESOLVED, OPEN, "new message"),
                    of(Append.class, CLOSED, OPEN, "new message"),
                    of(TakeOver.class, NEW, PENDING_HUMAN, "takeover"),
                    of(TakeOver.class, OPEN, PENDING_HUMAN, "takeover"),
                    of(TakeOver.class, RESOLVED, PENDING_HUMAN, "takeover"),
                    of(TakeOver.class, CLOSED, PENDING_HUMAN, "takeover"),
                    of(GiveBack.class, PENDING_HUMAN, OPEN, "return"),
                    of(Redrive.class, PENDING_HUMAN, OPEN, "redrive of what was parked"),
                    of(Redrive.class, RESOLVED, OPEN, "redrive of what was parked"),
                    of(Redrive.class, CLOSED, OPEN, "redrive of what was parked"),
                    of(PutBack.class, null, OPEN, "lost reply put back"),
                    of(PutBack.class, null, PENDING_HUMAN, "lost reply put back"),
                    of(PutBack.class, NEW, OPEN, "lost reply put back"),
                    of(PutBack.class, NEW, PENDING_HUMAN, "lost reply put back"),
                    of(PutBack.class, OPEN, PENDING_HUMAN, "lost reply put back"),
                    of(PutBack.class, RESOLVED, OPEN, "lost reply put back"),
                    of(PutBack.class, RESOLVED, PENDING_HUMAN, "lost reply put back"),
                    of(PutBack.class, CLOSED, OPEN, "lost reply put back"),
                    of(PutBack.class, CLOSED, PENDING_HUMAN, "lost reply put back"),
                    of(Erase.class, NEW, ERASED, "erasure"),
                    of(Erase.class, OPEN, ERASED, "erasure"),
                    of(Erase.class, PENDING_HUMAN, ERASED, "erasure"),
                    of(Erase.class, RESOLVED, ERASED, "erasure, end of retention"),
                    of(Erase.class, CLOSED, ERASED, "erasure, end of retention"));

    /** Tells whether the step may take the one to the other. */
    public static boolean isAllowed(Step<?> step, @Nullable Status from, Status to) {
        return from == to
                || ALL.stream()
                        .anyMatch(transition ->
                                transition.step().isInstance(step)
                                        && transition.from() == from
                                        && transition.to() == to);
    }

    private static Transition of(
            Class<? extends Step<?>> step, @Nullable Status from, Status to, String cause) {
        return new Transition(step, from, to, cause);
    }
}
