package dev.parley.store.jdbc;

import dev.parley.testkit.postgres.Postgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A database of the shared server, for one test class. */
record PostgresDatabase(String url) implements AutoCloseable {
    private static final String TABLES =
            "conversations, messages, dispositions, replies, done_steps, erased_messages,"
                    + " dead_letters, instances, store_mark";

    static PostgresDatabase create() {
        return new PostgresDatabase(Postgres.shared().newDatabase());
    }

    JdbcConversationStore open(StoreClock clock) {
        return JdbcConversationStore.postgresql(settings(), clock);
    }

    JdbcConversationStore open(StoreClock clock, Duration timeout) {
        return JdbcConversationStore.postgresql(
                Settings.of(url, Durability.FLUSHED, timeout), clock);
    }

    JdbcStoreProperties settings() {
        return Settings.of(url, Durability.FLUSHED);
    }

    /** A session that is not a store's. */
    Session session() {
        try {
            return new Session(
                    DriverManager.getConnection(url, "postgres", null),
                    Dialect.POSTGRESQL,
                    _ -> {});
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (var session = session()) {
            session.runOnce(sql);
        }
    }

    /** Removes all rows. */
    void empty() {
        run("TRUNCATE " + TABLES);
    }

    /** Removes it; nobody may be connected any more. */
    @Override
    public void close() {
        var name = url.substring(url.lastIndexOf('/') + 1);
        Postgres.shared().run("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
    }
}
