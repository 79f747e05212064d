package dev.parley.store.jdbc;

import java.time.Duration;
import java.util.function.Function;

/** Reads outside of steps. Every read sees what was committed before it began. Thread-safe. */
interface Readers extends AutoCloseable {
    /**
     * Runs a query and waits for what it finds.
     *
     * @param timeout how long to wait, for a place in the queue and for the answer each
     */
    <T> T read(Function<Tables, T> query, Duration timeout);

    @Override
    void close();
}
