package dev.parley.conversation.turn.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same as {@link TurnProtocolTest} in worlds of millions of states each, for whoever changes
 * the protocol. Takes minutes on an idle machine, and several gigabytes:
 *
 * <pre>{@code
 * mvn -pl conversation -am test -Dtest=LargeWorldsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dexplore=large -Dtest.jvm.arguments=-Xmx8g
 * }</pre>
 */
@Tag("large")
@EnabledIfSystemProperty(
        named = "explore",
        matches = "large",
        disabledReason = "takes minutes; -Dexplore=large runs it")
class LargeWorldsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void everythingComesToRestAndNothingGoesWrong(Scope scope) {
        var findings = Explorer.explore(scope);
        System.out.println(findings.summary());
        assertThat(findings.complaints()).isEmpty();
    }

    static Stream<Scope> worlds() {
        return Stream.concat(pulled(), pushed());
    }

    private static Stream<Scope> pulled() {
        return Stream.of(
                Scope.of("3 messages, crash, rebalance", 3).with(Fault.CRASH).with(Fault.REBALANCE),
                Scope.of("2 messages, 2 crashes, pause, failures, lost plan", 2)
                        .with(Fault.CRASH, 2)
                        .with(Fault.PAUSE)
                        .with(Fault.MODEL_FAILURE, 2)
                        .with(Fault.LOST_PLAN),
                Scope.of("2 messages, crash, rebalance, pause, Redis down", 2)
                        .with(Fault.CRASH)
                        .with(Fault.REBALANCE)
                        .with(Fault.PAUSE)
                        .with(Fault.REDIS_DOWN),
                Scope.of("2 messages, parked, 2 redrives, takeover, crash, resolution", 2)
                        .with(Fault.MODEL_FAILURE, 4)
                        .with(Fault.REDRIVE, 2)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN)
                        .with(Fault.RESOLVE)
                        .with(Fault.CRASH),
                Scope.of("2 messages, store back, rebalance", 2)
                        .with(Fault.STORE_BACK)
                        .with(Fault.REBALANCE),
                Scope.of("2 messages, store back, resolution", 2)
                        .with(Fault.STORE_BACK)
                        .with(Fault.RESOLVE),
                Scope.of("3 messages, crash, takeover, resolution, replay", 3)
                        .with(Fault.CRASH)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN)
                        .with(Fault.RESOLVE)
                        .with(Fault.REPLAY));
    }

    private static Stream<Scope> pushed() {
        return Stream.of(
                        Scope.of("2 messages, pushed, takeover, crash", 2)
                                .with(Fault.TAKE_OVER)
                                .with(Fault.RETURN)
                                .with(Fault.CRASH),
                        Scope.of("2 messages, pushed, unanswered, crash", 2)
                                .with(Fault.SEND_UNANSWERED)
                                .with(Fault.CRASH),
                        Scope.of("1 message, pushed, everything about sends", 1)
                                .with(Fault.CRASH, 2)
                                .with(Fault.SEND_UNANSWERED)
                                .with(Fault.SEND_REFUSED)
                                .with(Fault.TAKE_OVER)
                                .with(Fault.RETURN),
                        Scope.of("2 messages, pushed, pause, leases of 2", 2)
                                .with(Fault.PAUSE)
                                .lasting(2, 1),
                        Scope.of("1 message, pushed, crash, rebalance, pause", 1)
                                .with(Fault.CRASH)
                                .with(Fault.REBALANCE)
                                .with(Fault.PAUSE))
                .map(Scope::throughPushedChannel);
    }
}
