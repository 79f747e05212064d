package dev.parley.embedded;

import java.time.Duration;

/**
 * How long a child that ended by itself rests before it is started again: longer each time, and
 * short again after a run that was long enough to be called good. For one thread at a time.
 */
final class RestartPause {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration GOOD_RUN = Duration.ofMinutes(1);

    private Duration next = SHORTEST;

    /** The pause after a run of that length; zero when it did not come to run at all. */
    Duration after(Duration run) {
        var pause = run.compareTo(GOOD_RUN) >= 0 ? SHORTEST : next;
        var doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
