package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreInMilliseconds() {
        var latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.add(millis * 1_000L);
        }

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.millis(50)).isCloseTo(50, within(0.1));
        assertThat(latencies.millis(99)).isCloseTo(99, within(0.1));
        assertThat(latencies.maxMillis()).isCloseTo(100, within(0.1));
    }

    @Test
    void whatTheClocksGrainPutsBelowZeroCountsAsZero() {
        var latencies = new Latencies();
        latencies.add(-700);

        assertThat(latencies.count()).isEqualTo(1);
        assertThat(latencies.maxMillis()).isZero();
    }

    @Test
    void nothingMeasuredIsZero() {
        assertThat(new Latencies().millis(99)).isZero();
        assertThat(new Latencies().maxMillis()).isZero();
    }

    @Test
    void othersAreAdded() {
        var all = new Latencies();
        var slow = new Latencies();
        all.add(1_000);
        slow.add(9_000);
        all.addAll(slow);

        assertThat(all.count()).isEqualTo(2);
        assertThat(all.maxMillis()).isCloseTo(9, within(0.01));
    }
}
