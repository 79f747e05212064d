package dev.parley.store.jdbc;

import dev.parley.store.jdbc.JdbcStoreProperties.Kind;
import dev.parley.store.jdbc.JdbcStoreProperties.Sqlite;
import dev.parley.store.jdbc.JdbcStoreProperties.Synchronous;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of a store in a test's directory. */
final class Settings {
    private Settings() {}

    static JdbcStoreProperties of(Path directory, Synchronous synchronous) {
        return new JdbcStoreProperties(
                Kind.SQLITE,
                Duration.ofSeconds(20),
                new Sqlite(directory.resolve("parley.db").toString(), synchronous, 256, 1024, 2));
    }
}
