package dev.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RetryPolicy RETRIES =
            new RetryPolicy(
                    4,
                    12,
                    SECOND,
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5));
    private static final TurnSettings SHIPPED =
            new TurnSettings(
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    RETRIES,
                    20,
                    500,
                    Settle.NONE);

    @Test
    void tenMinutesOfLagCostThreePlansATurnAndParkNone() {
        var leases = SHIPPED.leases();
        var end = NOW.plus(Duration.ofMinutes(10));
        int emissions = 0;
        for (var at = NOW; at.isBefore(end); at = leases.ofPlan(emissions, at)) {
            emissions++;
        }

        assertThat(emissions).isEqualTo(3).isLessThan(RETRIES.maxEmissions());
    }

    @Test
    void horizonReachesAsFarAsTheLongestOfAll() {
        assertThat(SHIPPED.horizon()).isEqualTo(Duration.ofMinutes(16));
        assertThat(SHIPPED.leases().isDue(NOW, NOW)).isTrue();
        assertThat(SHIPPED.leases().isDue(NOW.plusMillis(1), NOW)).isFalse();
        assertThat(SHIPPED.leases().isDue(NOW.plus(SHIPPED.horizon()), NOW)).isFalse();
        assertThat(SHIPPED.leases().isDue(NOW.plus(SHIPPED.horizon()).plusMillis(1), NOW)).isTrue();
    }

    @Test
    void burstOfAnotherClockIsOver() {
        var settle = new Settle(SECOND, SECOND.multipliedBy(4));
        var tomorrow = NOW.plus(Duration.ofDays(1));

        assertThat(settle.readyAt(Timeline.startingAt(NOW), NOW)).isEqualTo(NOW.plus(SECOND));
        assertThat(settle.readyAt(Timeline.startingAt(tomorrow), NOW)).isEqualTo(NOW);
    }

    @Test
    void leasesThatContradictEachOtherAreRefused() {
        var two = SECOND.multipliedBy(2);
        assertThatThrownBy(() -> new Leases(SECOND, two, SECOND, two))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Leases(two, SECOND, SECOND, SECOND))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Leases.of(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
