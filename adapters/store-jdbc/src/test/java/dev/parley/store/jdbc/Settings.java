package dev.parley.store.jdbc;

import dev.parley.store.jdbc.JdbcStoreProperties.Kind;
import dev.parley.store.jdbc.JdbcStoreProperties.Sqlite;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of stores in tests. */
final class Settings {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Settings() {}

    /** A file in a test's directory. */
    static JdbcStoreProperties of(Path directory, Durability durability) {
        return new JdbcStoreProperties(
                Kind.SQLITE,
                TIMEOUT,
                durability,
                new Sqlite(directory.resolve("parley.db").toString(), 256, 1024, 2),
                server(""));
    }

    /** A database of the tests' server. */
    static JdbcStoreProperties of(String url, Durability durability) {
        return of(url, durability, TIMEOUT);
    }

    static JdbcStoreProperties of(String url, Durability durability, Duration timeout) {
        return new JdbcStoreProperties(
                Kind.POSTGRESQL,
                timeout,
                durability,
                new Sqlite("unused", 256, 1024, 2),
                server(url));
    }

    private static PostgresProperties server(String url) {
        return new PostgresProperties(
                url, "postgres", null, null, 2, 4, 256, 1024, Duration.ofSeconds(2));
    }
}
