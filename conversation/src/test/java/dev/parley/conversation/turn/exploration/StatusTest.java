package dev.parley.conversation.turn.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import dev.parley.conversation.turn.Transition;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every transition of the table is made by its step somewhere, but for those of recovery, which
 * begins from any row, and none besides. That no step makes another one is looked at in every
 * world, as {@link Violation#WRONG_STATUS}.
 */
class StatusTest {
    @Test
    void everyTransitionOfTheTableIsMade() {
        var made = new Recording();
        var scope =
                Scope.of("2 messages, everything that ends it", 2)
                        .with(Fault.RESOLVE)
                        .with(Fault.CLOSE)
                        .with(Fault.ESCALATE)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN);
        assertThat(Explorer.explore(scope, made).complaints()).isEmpty();
        var failing =
                Scope.of("1 message, hand-over, failure", 1)
                        .with(Fault.HAND_OVER)
                        .with(Fault.MODEL_FAILURE, 2);
        assertThat(Explorer.explore(failing, made).complaints()).isEmpty();

        var redriven =
                Scope.of("2 messages, failure, return, everything that ends it, redrive", 2)
                        .with(Fault.MODEL_FAILURE, 2)
                        .with(Fault.RETURN)
                        .with(Fault.RESOLVE)
                        .with(Fault.CLOSE)
                        .with(Fault.REDRIVE);
        assertThat(Explorer.explore(redriven, made).complaints()).isEmpty();

        var erased =
                Scope.of("1 message, erasure, everything that ends it", 1)
                        .with(Fault.ERASE)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RESOLVE)
                        .with(Fault.CLOSE);
        assertThat(Explorer.explore(erased, made).complaints()).isEmpty();

        assertThat(made.transitions)
                .containsExactlyInAnyOrderElementsOf(
                        Transition.ALL.stream()
                                .filter(known -> known.step() != PutBack.class)
                                .toList());
    }

    /** The protocol, which also keeps what its steps did to the status. */
    private static final class Recording extends Protocol {
        private final Set<Transition> transitions = new HashSet<>();

        @Override
        <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
            var decision = super.decide(step, situation, now);
            var from = situation.conversation().map(row -> row.status()).orElse(null);
            decision.changes().stream()
                    .filter(Change.SaveConversation.class::isInstance)
                    .map(change -> ((Change.SaveConversation) change).row().status())
                    .filter(to -> to != from)
                    .forEach(to ->
                            transitions.addAll(
                                    Transition.ALL.stream()
                                            .filter(known ->
                                                    known.step().isInstance(step)
                                                            && known.from() == from
                                                            && known.to() == to)
                                            .toList()));
            return decision;
        }
    }
}
