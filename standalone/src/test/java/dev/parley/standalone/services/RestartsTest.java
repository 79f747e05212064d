package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private long now = -5;
    private final List<Duration> rests = new ArrayList<>();
    private final Restarts restarts = new Restarts(() -> now, rests::add);

    @Test
    void restGrowsWithEachShortLifeUpToHalfAMinute() {
        assertThat(Stream.generate(() -> afterALifeOf(Duration.ofSeconds(20))).limit(7))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void longLifeBeginsAnew() {
        for (int i = 0; i < 4; i++) {
            afterALifeOf(Duration.ZERO);
        }

        assertThat(afterALifeOf(Duration.ofMillis(20_001))).isEqualTo(Duration.ofSeconds(1));
        assertThat(afterALifeOf(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void timeAtRestIsNotLife() {
        afterALifeOf(Duration.ZERO);
        now += Duration.ofMinutes(5).toNanos();

        assertThat(afterALifeOf(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    }

    private Duration afterALifeOf(Duration life) {
        restarts.launched();
        now += life.toNanos();
        return restarts.ended();
    }
}
