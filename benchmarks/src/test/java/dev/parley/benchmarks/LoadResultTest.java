package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadResultTest {
    @Test
    void ratesComeFromTheMeasuredTime() {
        var result = result(3_000, 2, 3, "");

        assertThat(result.turnsPerSecond()).isEqualTo(1_500);
        assertThat(result.cpuMillisPerTurn()).isEqualTo(1.0);
        assertThat(result.processorsBusy()).isEqualTo(1.5);
    }

    @Test
    void roundsOfUnequalLengthWeighByTheirTime() {
        var both = result(1_000, 1, 1, "").and(result(2_000, 4, 5, "refused"));

        assertThat(both.turnsPerSecond()).isEqualTo(600);
        assertThat(both.cpuMillisPerTurn()).isCloseTo(2.0, within(1e-9));
        assertThat(both.firstError()).isEqualTo("refused");
        assertThat(both.committed().count()).isEqualTo(2);
    }

    @Test
    void nothingMeasuredDividesByNothing() {
        var none = result(0, 0, 0, "");

        assertThat(none.turnsPerSecond()).isZero();
        assertThat(none.cpuMillisPerTurn()).isZero();
        assertThat(none.processorsBusy()).isZero();
        assertThat(Ratio.of(5, none.turnsPerSecond())).isZero();
    }

    @Test
    void theRatioIsPartOverWhole() {
        assertThat(Ratio.of(700, 1_000)).isCloseTo(0.7, within(1e-9));
    }

    private static LoadResult result(long turns, double seconds, double cpu, String error) {
        var committed = new Latencies();
        committed.add(1_000);
        return new LoadResult(
                turns,
                seconds,
                0,
                error,
                cpu,
                new Latencies(),
                committed,
                new Latencies(),
                new Latencies());
    }
}
