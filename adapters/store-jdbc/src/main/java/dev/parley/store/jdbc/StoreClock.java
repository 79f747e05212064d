package dev.parley.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Store time: whole milliseconds that never go back within the process, so that no lease or due
 * moment comes earlier than one decided before it. While the clock is behind it, because somebody
 * set it back or another server with another clock took over, it goes on by the time that has
 * elapsed: nothing waits until the clock has come so far again. Thread-safe.
 */
final class StoreClock {
    private static final Logger log = LoggerFactory.getLogger(StoreClock.class);

    private static final String DATABASE_TIME =
            "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)";

    /** Reads of several threads may overtake each other by so much. */
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

    private final Source source;
    private final LongSupplier nanos;
    private long latest = Long.MIN_VALUE;
    private long since;
    private long behind;
    private boolean told;

    /** Where the time comes from. */
    @FunctionalInterface
    interface Source {
        /** Epoch milliseconds, read through the session where the database keeps the time. */
        long millis(Session session);
    }

    /**
     * A clock on a source.
     *
     * @param nanos elapsed time from any beginning, which nobody can set
     */
    StoreClock(Source source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    /** The time of this process: for a database that lives in it. */
    static StoreClock of(InstantSource source) {
        return new StoreClock(_ -> source.millis(), System::nanoTime);
    }

    /** The time of the database server, which is one for all processes; a round trip each. */
    static StoreClock ofDatabase() {
        return new StoreClock(
                session -> session.first(DATABASE_TIME, _ -> {}, Columns::number).orElseThrow(),
                System::nanoTime);
    }

    Instant now(Session session) {
        return Instant.ofEpochMilli(after(source.millis(session)));
    }

    /** How far the clock was behind store time when it was last read. */
    synchronized Duration behind() {
        return Duration.ofMillis(behind);
    }

    private synchronized long after(long read) {
        long now = nanos.getAsLong();
        if (latest == Long.MIN_VALUE || read >= latest) {
            latest = read;
            since = now;
        } else {
            long elapsed = TimeUnit.NANOSECONDS.toMillis(now - since);
            latest += elapsed;
            since += TimeUnit.MILLISECONDS.toNanos(elapsed);
        }
        behind = latest - read;
        tell();
        return latest;
    }

    private void tell() {
        boolean far = behind >= WORTH_A_LINE.toMillis();
        if (far != told) {
            told = far;
            if (far) {
                log.warn(
                        "the clock went back: it is {} ms behind store time, which goes on by"
                                + " elapsed time",
                        behind);
            } else {
                log.info("the clock has caught up with store time");
            }
        }
    }
}
