package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SetBackClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ShiftedTime time = new ShiftedTime();
    private final SetBackClock clock = new SetBackClock(time);

    @Test
    void onlyAClockThatIsSetBackIsTold() {
        assertThat(clock.setBack()).isZero();
        time.set(HOUR);
        assertThat(clock.setBack()).isZero();
        time.set(Duration.ZERO);
        assertThat(clock.setBack()).isCloseTo(HOUR, Duration.ofSeconds(1));
        assertThat(clock.setBack()).isZero();
    }
}
