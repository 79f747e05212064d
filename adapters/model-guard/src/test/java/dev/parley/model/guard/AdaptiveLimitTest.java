package dev.parley.model.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private final AdaptiveLimit limit = new AdaptiveLimit(Settings.limit(2, 10, 100), 10);

    @Test
    void growsByOneForEachAnswerUntilTheFirstRefusal() {
        answer(90);
        assertThat(limit.calls()).isEqualTo(100);

        answer(1_000);
        assertThat(limit.calls()).as("never above the maximum").isEqualTo(100);
    }

    @Test
    void refusalLeavesAFractionAndThenARoundOfAnswersGivesOne() {
        limit.crowded(limit.round(), 10);
        assertThat(limit.calls()).isEqualTo(8);

        answer(8);
        assertThat(limit.calls()).isEqualTo(8);
        answer(1);
        assertThat(limit.calls()).isEqualTo(9);
    }

    @Test
    void refusalsOfOneCrowdCountOnce() {
        long began = limit.round();

        assertThat(limit.crowded(began, 10)).isTrue();
        assertThat(limit.crowded(began, 9)).isFalse();
        assertThat(limit.crowded(began, 8)).isFalse();
        assertThat(limit.calls()).isEqualTo(8);

        assertThat(limit.crowded(limit.round(), 8)).isTrue();
        assertThat(limit.calls()).isEqualTo(6);
    }

    @Test
    void refusalOfFewTellsMoreThanTheLimit() {
        answer(90);

        limit.crowded(limit.round(), 10);

        assertThat(limit.calls()).isEqualTo(8);
    }

    @Test
    void neverFallsBelowTheMinimum() {
        for (int i = 0; i < 50; i++) {
            limit.crowded(limit.round(), 1);
        }
        assertThat(limit.calls()).isEqualTo(2);
    }

    @Test
    void restartGoesQuicklyToWhereItWasAndSlowlyOn() {
        answer(90);

        limit.restart();

        assertThat(limit.calls()).isEqualTo(10);
        answer(70);
        assertThat(limit.calls()).isEqualTo(80);
        answer(70);
        assertThat(limit.calls()).isEqualTo(80);
    }

    private void answer(int times) {
        for (int i = 0; i < times; i++) {
            limit.answered();
        }
    }
}
