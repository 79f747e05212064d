package dev.parley.executor;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that only goes forward, for what this process measures by itself; its date means nothing.
 * Thread-safe.
 */
final class ElapsedTime implements InstantSource {
    private final long start = System.nanoTime();

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - start);
    }
}
