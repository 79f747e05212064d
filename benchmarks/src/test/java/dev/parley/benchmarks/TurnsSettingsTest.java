package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnsSettingsTest {
    @Test
    void roundsShareTheMeasuredTime() {
        assertThat(settings(64, 3, 15).round()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatCannotBeMeasuredIsRefusedByTheNameOfItsOption() {
        assertThatThrownBy(() -> settings(0, 3, 15)).hasMessageContaining("--concurrency");
        assertThatThrownBy(() -> settings(64, 0, 15)).hasMessageContaining("--rounds");
        assertThatThrownBy(() -> settings(64, 3, 2)).hasMessageContaining("--seconds");
    }

    private static TurnsSettings settings(int concurrency, int rounds, int seconds) {
        return new TurnsSettings(
                concurrency,
                200,
                rounds,
                8,
                10,
                Duration.ofSeconds(15),
                Duration.ofSeconds(seconds),
                Map.of());
    }
}
