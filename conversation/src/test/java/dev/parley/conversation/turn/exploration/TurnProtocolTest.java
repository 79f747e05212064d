package dev.parley.conversation.turn.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Explores worlds in which one conversation meets every interleaving of its workers, its customer,
 * time and a few faults: nothing of {@link Violation} happens, and whatever happened, the
 * conversation comes to rest without another message. Prints the size of each world; together they
 * have some two million states.
 *
 * <p>Start with {@link Planners}, {@link Executors}, {@link Announcing}, {@link Senders} and {@link
 * PostProcessors} to read the protocol, then {@link Recovering}. {@link LargeWorldsTest} explores
 * more.
 */
class TurnProtocolTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "quiet",
        "pulled",
        "persistent",
        "held",
        "disturbed",
        "erased",
        "followed",
        "recovered",
        "pushed"
    })
    void everythingComesToRestAndNothingGoesWrong(Scope scope) {
        var findings = Explorer.explore(scope);
        System.out.println(findings.summary());
        assertThat(findings.complaints()).isEmpty();
    }

    /** Nothing goes wrong: every message is answered without a timeout. */
    static Stream<Scope> quiet() {
        return Stream.of(
                Scope.of("1 message", 1),
                Scope.of("2 messages", 2),
                Scope.of("3 messages", 3),
                Scope.of("3 messages, leases of 2", 3).lasting(2, 3),
                Scope.of("3 messages, prompts of 1", 3).readingAtMost(1),
                Scope.of("4 messages, prompts of 2", 4).readingAtMost(2),
                Scope.of("2 messages, pushed", 2).throughPushedChannel(),
                Scope.of("2 messages, no sweep", 2).withoutSweep());
    }

    static Stream<Scope> pulled() {
        return Stream.of(
                Scope.of("3 messages, crash", 3).with(Fault.CRASH),
                Scope.of("2 messages, 2 crashes", 2).with(Fault.CRASH, 2),
                Scope.of("1 message, crash, no sweep", 1).with(Fault.CRASH).withoutSweep(),
                Scope.of("2 messages, rebalance, no sweep", 2).with(Fault.REBALANCE).withoutSweep(),
                Scope.of("2 messages, 2 outages, lost plan", 2)
                        .with(Fault.OUTAGE, 2)
                        .with(Fault.LOST_PLAN),
                Scope.of("2 messages, crash, rebalance", 2).with(Fault.CRASH).with(Fault.REBALANCE),
                Scope.of("2 messages, 2 hand-backs, crash", 2)
                        .with(Fault.HAND_BACK, 2)
                        .with(Fault.CRASH),
                Scope.of("2 messages, pause, crash", 2).with(Fault.PAUSE).with(Fault.CRASH),
                Scope.of("2 messages, pause, lost plan, leases of 2", 2)
                        .with(Fault.PAUSE)
                        .with(Fault.LOST_PLAN)
                        .lasting(2, 1),
                Scope.of("2 messages, 3 model failures, crash", 2)
                        .with(Fault.MODEL_FAILURE, 3)
                        .with(Fault.CRASH)
                        .lasting(2, 1),
                Scope.of("1 message, 5 crashes, 2 begins at most", 1)
                        .with(Fault.CRASH, 5)
                        .beginningAtMost(2),
                Scope.of("2 messages, 2 planner failures, crash", 2)
                        .with(Fault.PLANNER_FAILURE, 2)
                        .with(Fault.CRASH),
                Scope.of("1 message, 2 replays, crash, rebalance", 1)
                        .with(Fault.REPLAY, 2)
                        .with(Fault.CRASH)
                        .with(Fault.REBALANCE),
                Scope.of("2 messages, Redis down twice, crash", 2)
                        .with(Fault.REDIS_DOWN, 2)
                        .with(Fault.CRASH),
                Scope.of("2 messages, takeover, resolution, replay", 2)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN)
                        .with(Fault.RESOLVE)
                        .with(Fault.REPLAY),
                Scope.of("2 messages, takeover, hand-over, crash", 2)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN)
                        .with(Fault.HAND_OVER)
                        .with(Fault.CRASH),
                Scope.of("2 messages, 2 reminders, closing, takeover", 2)
                        .with(Fault.REMIND, 2)
                        .with(Fault.CLOSE)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN),
                Scope.of("2 messages, escalation, resolution, return", 2)
                        .with(Fault.ESCALATE, 2)
                        .with(Fault.RESOLVE)
                        .with(Fault.RETURN),
                Scope.of("1 message, reminder, closing, replay", 1)
                        .with(Fault.REMIND)
                        .with(Fault.CLOSE)
                        .with(Fault.ESCALATE)
                        .with(Fault.REPLAY, 2),
                Scope.of("2 messages, parked, redrive, crash", 2)
                        .with(Fault.MODEL_FAILURE, 2)
                        .with(Fault.REDRIVE)
                        .with(Fault.CRASH),
                Scope.of("1 message, parked twice, 2 redrives, takeover, discard", 1)
                        .with(Fault.MODEL_FAILURE, 4)
                        .with(Fault.REDRIVE, 2)
                        .with(Fault.DISCARD)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN),
                Scope.of("1 message, parked, redrive, pause, replay", 1)
                        .with(Fault.MODEL_FAILURE, 2)
                        .with(Fault.REDRIVE)
                        .with(Fault.PAUSE)
                        .with(Fault.REPLAY),
                Scope.of("3 messages, prompts of 1, crash", 3).with(Fault.CRASH).readingAtMost(1));
    }

    /** What fails without end: the turn comes to rest all the same, with a disposition. */
    static Stream<Scope> persistent() {
        return Stream.of(
                Scope.of("2 messages, planner always fails", 2)
                        .withAlways(Fault.PLANNER_FAILURE)
                        .with(Fault.CRASH),
                Scope.of("2 messages, planning always kills", 2)
                        .withAlways(Fault.DEADLY_PLANNING)
                        .emittingAtMost(2),
                Scope.of("2 messages, planning always kills, leases grow", 2)
                        .withAlways(Fault.DEADLY_PLANNING)
                        .waitingForExecutors(4)
                        .emittingAtMost(4),
                Scope.of("2 messages, model always fails", 2)
                        .withAlways(Fault.MODEL_FAILURE)
                        .with(Fault.CRASH),
                Scope.of("2 messages, model always away", 2)
                        .withAlways(Fault.MODEL_AWAY)
                        .with(Fault.CRASH),
                Scope.of("2 messages, answering always kills", 2)
                        .withAlways(Fault.DEADLY_WORK)
                        .beginningAtMost(2),
                Scope.of("2 messages, model away 3 times, fails, crash", 2)
                        .with(Fault.MODEL_AWAY, 3)
                        .with(Fault.MODEL_FAILURE)
                        .with(Fault.CRASH),
                Scope.of("2 messages, 2 lost plans, leases grow", 2)
                        .with(Fault.LOST_PLAN, 2)
                        .waitingForExecutors(4)
                        .emittingAtMost(4),
                Scope.of("1 message, replays, lost plan, emitted twice at most", 1)
                        .with(Fault.REPLAY, 2)
                        .with(Fault.LOST_PLAN)
                        .emittingAtMost(2));
    }

    /** Leases of instances: a turn's own lease never ends. */
    static Stream<Scope> held() {
        return Stream.of(
                Scope.of("2 messages, held, 2 crashes", 2).heldByInstances(1).with(Fault.CRASH, 2),
                Scope.of("2 messages, held, pause, crash", 2)
                        .heldByInstances(1)
                        .with(Fault.PAUSE)
                        .with(Fault.CRASH),
                Scope.of("1 message, held for 2, pause, rebalance, crash", 1)
                        .heldByInstances(2)
                        .with(Fault.PAUSE)
                        .with(Fault.REBALANCE)
                        .with(Fault.CRASH),
                Scope.of("2 messages, held, outage, hand-back, Redis down", 2)
                        .heldByInstances(1)
                        .with(Fault.OUTAGE)
                        .with(Fault.HAND_BACK)
                        .with(Fault.REDIS_DOWN),
                Scope.of("1 message, held, answering always kills", 1)
                        .heldByInstances(1)
                        .withAlways(Fault.DEADLY_WORK)
                        .beginningAtMost(2),
                Scope.of("1 message, held, crash, no sweep", 1)
                        .heldByInstances(1)
                        .with(Fault.CRASH)
                        .withoutSweep());
    }

    /** Clocks that turn, and rows that cannot be read. */
    static Stream<Scope> disturbed() {
        return Stream.of(
                Scope.of("2 messages, clock back, crash", 2)
                        .with(Fault.CLOCK_BACK)
                        .with(Fault.CRASH),
                Scope.of("1 message, clock back, ahead, failures, pause", 1)
                        .with(Fault.CLOCK_BACK)
                        .with(Fault.CLOCK_AHEAD)
                        .with(Fault.MODEL_FAILURE, 2)
                        .with(Fault.PAUSE),
                Scope.of("1 message, clock back, lost plan, model away", 1)
                        .with(Fault.CLOCK_BACK, 2)
                        .with(Fault.LOST_PLAN)
                        .with(Fault.MODEL_AWAY)
                        .waitingForExecutors(2),
                Scope.of("2 messages, unreadable 3 times", 2).with(Fault.UNREADABLE, 3),
                Scope.of("1 message, held, unreadable twice, crash", 1)
                        .heldByInstances(1)
                        .with(Fault.UNREADABLE, 2)
                        .with(Fault.CRASH));
    }

    /** What is erased beside everything else, in slices that may stop after each. */
    static Stream<Scope> erased() {
        return Stream.of(
                Scope.of("2 messages, erasure, crash", 2).with(Fault.ERASE).with(Fault.CRASH),
                Scope.of("1 message, held, erasure, pause, replay", 1)
                        .heldByInstances(1)
                        .with(Fault.ERASE)
                        .with(Fault.PAUSE)
                        .with(Fault.REPLAY),
                Scope.of("1 message, parked, erasure, redrive, takeover", 1)
                        .with(Fault.MODEL_FAILURE, 2)
                        .with(Fault.ERASE)
                        .with(Fault.REDRIVE)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN),
                Scope.of("1 message, pushed, erasure, unanswered", 1)
                        .throughPushedChannel()
                        .with(Fault.ERASE)
                        .with(Fault.SEND_UNANSWERED),
                Scope.of("2 messages, resolution, retention, erasure", 2)
                        .with(Fault.RESOLVE)
                        .with(Fault.RETAIN)
                        .with(Fault.ERASE),
                Scope.of("2 messages, closing, retention, replay", 2)
                        .with(Fault.CLOSE)
                        .with(Fault.RETAIN)
                        .with(Fault.REPLAY));
    }

    /** What follows replies, and the mark up to where it was done. */
    static Stream<Scope> followed() {
        return Stream.of(
                Scope.of("2 messages, 2 lost replies", 2).with(Fault.LOST_REPLY, 2),
                Scope.of("1 message, lost reply, crash, replay", 1)
                        .with(Fault.LOST_REPLY)
                        .with(Fault.CRASH)
                        .with(Fault.REPLAY),
                Scope.of("1 message, lost reply, reminder, closing", 1)
                        .with(Fault.LOST_REPLY)
                        .with(Fault.REMIND)
                        .with(Fault.CLOSE),
                Scope.of("1 message, lost reply, erasure, resolution", 1)
                        .with(Fault.LOST_REPLY)
                        .with(Fault.ERASE)
                        .with(Fault.RESOLVE));
    }

    /** A store that goes back to any earlier moment, and is recovered while everything runs. */
    static Stream<Scope> recovered() {
        return Stream.of(
                Scope.of("1 message, store back, crash", 1)
                        .with(Fault.STORE_BACK)
                        .with(Fault.CRASH),
                Scope.of("2 messages, store back", 2).with(Fault.STORE_BACK),
                Scope.of("1 message, store back, erasure", 1)
                        .with(Fault.STORE_BACK)
                        .with(Fault.ERASE),
                Scope.of("1 message, store back, parked, hand-over", 1)
                        .with(Fault.STORE_BACK)
                        .with(Fault.MODEL_FAILURE, 2)
                        .with(Fault.HAND_OVER));
    }

    static Stream<Scope> pushed() {
        return Stream.of(
                        Scope.of("1 message, pushed, crash", 1).with(Fault.CRASH),
                        Scope.of("1 message, pushed, pause", 1).with(Fault.PAUSE),
                        Scope.of("1 message, pushed, rebalance", 1).with(Fault.REBALANCE),
                        Scope.of("1 message, pushed, refused, unanswered", 1)
                                .with(Fault.SEND_UNANSWERED, 2)
                                .with(Fault.SEND_REFUSED),
                        Scope.of("1 message, pushed, reminder, closing", 1)
                                .with(Fault.REMIND)
                                .with(Fault.CLOSE),
                        Scope.of("1 message, pushed, escalation, crash", 1)
                                .with(Fault.ESCALATE)
                                .with(Fault.CRASH),
                        Scope.of("1 message, pushed, parked, redrive, refused", 1)
                                .with(Fault.MODEL_FAILURE, 2)
                                .with(Fault.REDRIVE)
                                .with(Fault.SEND_REFUSED),
                        Scope.of("1 message, pushed, takeover, crash", 1)
                                .with(Fault.TAKE_OVER)
                                .with(Fault.RETURN)
                                .with(Fault.CRASH))
                .map(Scope::throughPushedChannel);
    }
}
