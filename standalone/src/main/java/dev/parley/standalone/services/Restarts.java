package dev.parley.standalone.services;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a process that ended rests before it is started again: a second, doubled with each one
 * that does not live long, up to half a minute. Thread-safe.
 */
final class Restarts {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONG_LIFE = Duration.ofSeconds(20);

    private final LongSupplier nanos;
    private final Rest rest;

    private Duration next = FIRST;
    private long launchedAt;

    /**
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    Restarts(LongSupplier nanos, Rest rest) {
        this.nanos = nanos;
        this.rest = rest;
    }

    /** By this machine's clock. */
    static Restarts inTime() {
        return new Restarts(System::nanoTime, Thread::sleep);
    }

    /** Lets time go by. */
    @FunctionalInterface
    interface Rest {
        void rest(Duration time) throws InterruptedException;
    }

    /** The process starts now. */
    synchronized void launched() {
        launchedAt = nanos.getAsLong();
    }

    /** The process has ended now: how long it is to rest. */
    synchronized Duration ended() {
        var life = Duration.ofNanos(nanos.getAsLong() - launchedAt);
        var pause = life.compareTo(LONG_LIFE) > 0 ? FIRST : next;
        var doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }

    /** Rests. */
    void rest(Duration pause) throws InterruptedException {
        rest.rest(pause);
    }
}
