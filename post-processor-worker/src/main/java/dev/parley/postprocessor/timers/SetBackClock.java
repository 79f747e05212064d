package dev.parley.postprocessor.timers;

import java.time.Duration;
import org.apache.kafka.common.utils.Time;

/**
 * Notices that the wall clock was set back. Whoever waits for a moment by it would wait as much
 * longer. Not thread-safe.
 */
final class SetBackClock {
    /** Below it a clock is only disciplined. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Time time;
    private long wall;
    private long elapsed;

    SetBackClock(Time time) {
        this.time = time;
        look();
    }

    /** By how much since the last look; zero when it goes on as it should. */
    Duration setBack() {
        long expected = wall + Duration.ofNanos(time.nanoseconds() - elapsed).toMillis();
        look();
        var back = Duration.ofMillis(expected - wall);
        return back.compareTo(LEAST) > 0 ? back : Duration.ZERO;
    }

    private void look() {
        wall = time.milliseconds();
        elapsed = time.nanoseconds();
    }
}
