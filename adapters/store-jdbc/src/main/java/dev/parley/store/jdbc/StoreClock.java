package dev.parley.store.jdbc;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Store time: whole milliseconds that never go back within the process, so that no lease or due
 * moment comes earlier than one decided before it. Thread-safe.
 */
final class StoreClock {
    private final InstantSource source;
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    StoreClock(InstantSource source) {
        this.source = source;
    }

    Instant now() {
        return Instant.ofEpochMilli(latest.accumulateAndGet(source.millis(), Math::max));
    }
}
