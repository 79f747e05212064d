package dev.parley.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsSettingsTest {
    @Test
    void aRunMustHoldEnoughMessages() {
        assertThatThrownBy(() -> settings(24, 2))
                .hasMessage(
                        "--conversations must be 25 to 500: a line counts only with 100 messages");
        assertThat(settings(25, 2).conversations() * Talk.MESSAGES)
                .isGreaterThanOrEqualTo(FaultsSettings.FEWEST_MESSAGES);
    }

    @Test
    void oneOfEachWorkerMustBeLeft() {
        assertThatThrownBy(() -> settings(50, 1)).hasMessageStartingWith("--each must be");
    }

    private static FaultsSettings settings(int conversations, int each) {
        return new FaultsSettings(
                List.of(Family.KILL_ALL),
                true,
                conversations,
                Duration.ofSeconds(2),
                each,
                List.of(),
                false,
                Map.of());
    }
}
