package dev.parley.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPauseTest {
    @Test
    void pausesGrowUpToALimitAndAreShortAfterAGoodRun() {
        var pauses = new RestartPause();
        assertThat(pauses.after(Duration.ofSeconds(1))).hasMillis(100);
        assertThat(pauses.after(Duration.ofSeconds(1))).hasMillis(200);
        for (var time = 0; time < 20; time++) {
            pauses.after(Duration.ZERO);
        }
        assertThat(pauses.after(Duration.ZERO)).hasSeconds(30);
        assertThat(pauses.after(Duration.ofMinutes(2))).hasMillis(100);
    }
}
