package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CrashesTest {
    private final AtomicLong now = new AtomicLong();
    private final Crashes crashes = new Crashes(now::get);

    @Test
    void manyInAShortTimeAreALoopUntilTheyAreLongAgo() {
        for (int each = 1; each < Crashes.LOOP; each++) {
            crashes.add();
            now.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(crashes.isLoop()).isFalse();
        }
        crashes.add();
        assertThat(crashes.isLoop()).isTrue();

        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(crashes.isLoop()).isFalse();
    }

    @Test
    void aThreadThatDiesNowAndThenIsNone() {
        for (int each = 0; each < 100; each++) {
            crashes.add();
            now.addAndGet(Duration.ofMinutes(5).toNanos());
            assertThat(crashes.isLoop()).isFalse();
        }
    }
}
