package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DispositionTest {
    @Test
    void coversItsRangeWithoutTheStart() {
        var disposition = disposition(2, 4);
        assertThat(disposition.covers(2)).isFalse();
        assertThat(disposition.covers(3)).isTrue();
        assertThat(disposition.covers(4)).isTrue();
        assertThat(disposition.covers(5)).isFalse();
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatThrownBy(() -> disposition(4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(4, 4]");
    }

    private static Disposition disposition(long from, long through) {
        return new Disposition(from, through, Disposition.Kind.ANSWERED, 1L, null, Instant.EPOCH);
    }
}
