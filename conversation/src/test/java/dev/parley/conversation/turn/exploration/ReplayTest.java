package dev.parley.conversation.turn.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayTest {
    /** Any two old records of any topics, again, at any moments after everything came to rest. */
    @Test
    void recordsThatComeAgainAddNoReplyAndChangeNoState() {
        var scope =
                Scope.of("2 messages, takeover, model failures, then replay", 2)
                        .with(Fault.TAKE_OVER)
                        .with(Fault.RETURN)
                        .with(Fault.MODEL_FAILURE, 2)
                        .throughPushedChannel();
        var rests =
                Explorer.explore(scope).rests().stream()
                        .filter(rest -> rest.written() == scope.messages())
                        .toList();
        assertThat(rests).hasSizeGreaterThan(10);
        int states = 0;
        for (var rest : rests) {
            var replayed =
                    Explorer.explore(scope, new Protocol(), rest.allowingOnly(Fault.REPLAY, 2));
            assertThat(replayed.complaints()).isEmpty();
            assertThat(replayed.rests()).isNotEmpty();
            assertThat(replayed.rests().stream().map(Outcome::of)).containsOnly(Outcome.of(rest));
            states += replayed.states();
        }
        System.out.printf("replay after %d rests: %,d states%n", rests.size(), states);
    }
}
