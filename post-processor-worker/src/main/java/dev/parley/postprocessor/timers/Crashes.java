package dev.parley.postprocessor.timers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How often threads of the timers died of late. Thread-safe. */
final class Crashes {
    /** A right that is missing for half a minute makes fewer. */
    static final int LOOP = 6;

    private static final long WINDOW_NANOS = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanoTime;
    private final Deque<Long> moments = new ArrayDeque<>();

    Crashes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void add() {
        moments.addLast(nanoTime.getAsLong());
    }

    /** Those of the last ten minutes. */
    synchronized int recent() {
        long now = nanoTime.getAsLong();
        moments.removeIf(moment -> now - moment > WINDOW_NANOS);
        return moments.size();
    }

    /** Whether the next thread is going to die as well, as far as anybody can tell. */
    boolean isLoop() {
        return recent() >= LOOP;
    }
}
