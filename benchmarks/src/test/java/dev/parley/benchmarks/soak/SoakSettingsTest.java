package dev.parley.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakSettingsTest {
    @Test
    void theDefaultsFit() {
        var settings = settings(30, 10_000, 20);

        assertThat(settings.warmUp()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.third()).isEqualTo(Duration.ofSeconds(560));
    }

    @Test
    void hostileRequestsMustFitIntoTheMiddleThird() {
        assertThatThrownBy(() -> settings(2, 10_000, 20))
                .hasMessage(
                        "--fuzz 10000 at 20 a second takes 500 s, and the middle third has 36 s: take more --minutes or fewer --fuzz");
        assertThat(settings(2, 300, 20).warmUp()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> settings(0, 0, 20)).hasMessageStartingWith("--minutes must be");
        assertThatThrownBy(() -> settings(30, 1, 0)).hasMessageStartingWith("--fuzz-rate must be");
        assertThatThrownBy(() -> settings(30, -1, 20)).hasMessageStartingWith("--fuzz must be");
    }

    private static SoakSettings settings(int minutes, int fuzz, int fuzzRate) {
        return new SoakSettings(
                Duration.ofMinutes(minutes), fuzz, fuzzRate, 20, 1, SoakSettings.PATIENCE);
    }
}
