package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void everyMessageTakesTheNextPosition() {
        assertThat(Progress.INITIAL.received().said().received()).isEqualTo(new Progress(3, 3, 0));
    }

    @Test
    void isBehindOnlyWhileAnInboundMessageIsAboveTheWatermark() {
        assertThat(Progress.INITIAL.isBehind()).isFalse();
        var received = Progress.INITIAL.received();
        assertThat(received.isBehind()).isTrue();
        assertThat(received.answered(1).isBehind()).isFalse();
        assertThat(received.answered(1).said().isBehind()).isFalse();
    }

    @Test
    void theWatermarkNeverFalls() {
        var progress = new Progress(5, 5, 4);
        assertThat(progress.answered(2)).isEqualTo(progress);
        assertThat(progress.answered(5).answeredThrough()).isEqualTo(5);
    }

    @Test
    void refusesPositionsThatContradictEachOther() {
        assertThatThrownBy(() -> new Progress(1, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("last 1, inbound 2, answered 0");
        assertThatThrownBy(() -> new Progress(1, 1, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Progress(1, 1, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
