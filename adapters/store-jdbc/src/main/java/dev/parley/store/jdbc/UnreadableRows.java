package dev.parley.store.jdbc;

import dev.parley.conversation.UnreadableRowException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the rows that lists leave out because this build cannot read them, each time they do, and
 * says so once a minute. Thread-safe.
 */
final class UnreadableRows {
    private static final Logger log = LoggerFactory.getLogger(UnreadableRows.class);
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong told = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    /** One more was left out. */
    void leftOut(UnreadableRowException cause) {
        long all = count.incrementAndGet();
        long before = told.get();
        long now = System.nanoTime();
        if (now - before >= BETWEEN_LINES && told.compareAndSet(before, now)) {
            log.warn(
                    "{} times so far a list left a row out that this build cannot read, now: {}",
                    all,
                    cause.getMessage());
        }
    }

    /** How often so far. */
    long count() {
        return count.get();
    }
}
