package dev.parley.store.jdbc;

import java.time.Duration;
import java.util.function.Function;

/**
 * Reads on connections of the pool, each by the caller's own thread: PostgreSQL's driver parks a
 * virtual thread while it waits. The pool's and the server's time limits hold, whatever the caller
 * asks for.
 */
record PooledReaders(PostgresPool pool) implements Readers {
    @Override
    public <T> T read(Function<Tables, T> query, Duration timeout) {
        try (var session = pool.session()) {
            return query.apply(Tables.of(session));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
