package dev.parley.standalone.play;

import dev.parley.standalone.client.UnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats calls, with growing rests, until they get through or the time is over. Starts to run when
 * created.
 */
final class Patience {
    private static final long FIRST_REST_MILLIS = 50;
    private static final long LONGEST_REST_MILLIS = 2_000;

    private final long end;

    Patience(Duration length) {
        this.end = System.nanoTime() + length.toNanos();
    }

    /** What is left, not negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean isOver() {
        return System.nanoTime() >= end;
    }

    /**
     * Asks until the server answers.
     *
     * @throws UnavailableException of the last attempt when the time is over
     */
    <T> T insist(Supplier<T> call) throws InterruptedException {
        for (var rest = FIRST_REST_MILLIS; ; rest = Math.min(LONGEST_REST_MILLIS, rest * 2)) {
            try {
                return call.get();
            } catch (UnavailableException e) {
                if (isOver() || Thread.interrupted()) {
                    throw e;
                }
            }
            rest(rest);
        }
    }

    /**
     * Rests about so long, a little more or less so that many do not come back together, and never
     * past the end.
     */
    void rest(long millis) throws InterruptedException {
        var spread = ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
        Thread.sleep(Math.min(spread, left().toMillis() + 1));
    }
}
