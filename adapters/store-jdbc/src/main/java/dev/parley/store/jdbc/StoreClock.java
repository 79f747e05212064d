package dev.parley.store.jdbc;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Store time: whole milliseconds that never go back within the process, so that no lease or due
 * moment comes earlier than one decided before it. Thread-safe.
 */
final class StoreClock {
    private static final String DATABASE_TIME =
            "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)";

    private final Source source;
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    /** Where the time comes from. */
    @FunctionalInterface
    interface Source {
        /** Epoch milliseconds, read through the session where the database keeps the time. */
        long millis(Session session);
    }

    StoreClock(Source source) {
        this.source = source;
    }

    /** The time of this process: for a database that lives in it. */
    static StoreClock of(InstantSource source) {
        return new StoreClock(_ -> source.millis());
    }

    /** The time of the database server, which is one for all processes; a round trip each. */
    static StoreClock ofDatabase() {
        return new StoreClock(
                session -> session.first(DATABASE_TIME, _ -> {}, Columns::number).orElseThrow());
    }

    Instant now(Session session) {
        return Instant.ofEpochMilli(latest.accumulateAndGet(source.millis(session), Math::max));
    }
}
