package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void theBoundItselfIsMet() {
        assertThat(Target.atLeast("turns/s", 1_000, 1_000).isMet()).isTrue();
        assertThat(Target.atMost("ms", 30, 30).isMet()).isTrue();
    }

    @Test
    void theWrongSideIsMissed() {
        assertThat(Target.atLeast("turns/s", 999.9, 1_000).isMet()).isFalse();
        assertThat(Target.atMost("ms", 30.1, 30).isMet()).isFalse();
        assertThat(Target.atLeast("ratio", Double.NaN, 0.7).isMet()).isFalse();
    }

    @Test
    void theLineTellsValueBoundAndVerdict() {
        assertThat(Target.atLeast("turns/s", 1_234.4, 1_000).line().replaceAll(" +", " "))
                .isEqualTo("turns/s 1,234 >= 1,000 met");
        assertThat(Target.atLeast("pipeline / floor", 0.456, 0.7).line().replaceAll(" +", " "))
                .isEqualTo("pipeline / floor 0.46 >= 0.70 missed");
    }
}
