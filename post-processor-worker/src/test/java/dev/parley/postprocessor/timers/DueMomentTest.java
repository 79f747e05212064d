package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DueMomentTest {
    @Test
    void bytesInOrderAreMomentsInOrder() {
        var inOrder =
                List.of(
                        new DueMoment(0, TimerKind.FOLLOW_UP, "z/z"),
                        new DueMoment(255, TimerKind.IDLE, "b/b"),
                        new DueMoment(256, TimerKind.IDLE, "a/a"),
                        new DueMoment(1_800_000_000_000L, TimerKind.IDLE, "a/a"),
                        new DueMoment(1_800_000_000_000L, TimerKind.TURN, "a/a"),
                        new DueMoment(Long.MAX_VALUE, TimerKind.IDLE, "a/a"));

        assertThat(inOrder.reversed().stream().map(DueMoment::bytes).sorted().map(DueMoment::of))
                .containsExactlyElementsOf(inOrder);
    }

    @Test
    void everythingOfAMomentLiesBetweenItsBeginAndTheNextOnes() {
        var entry = new DueMoment(256, TimerKind.FOLLOW_UP, "z/z").bytes();

        assertThat(entry).isBetween(DueMoment.before(256), DueMoment.before(257));
        assertThat(entry).isLessThan(DueMoment.before(257));
    }
}
