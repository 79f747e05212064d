package dev.parley.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Brings a database to the newest version. Each version is a file {@code schema-N.sql}, recorded in
 * {@code schema_versions}; what is missing is applied in one transaction. {@code ${id}} in it is
 * the type of an id, {@code ${bytes}} that of bytes.
 */
final class Schema {
    static final int NEWEST = 7;

    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, applied_at"
                    + " BIGINT NOT NULL)";
    private static final String CURRENT = "SELECT COALESCE(MAX(version), 0) FROM schema_versions";
    private static final String RECORD =
            "INSERT INTO schema_versions (version, applied_at) VALUES (?, ?)";

    /** Any number that nothing else locks in the same database. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7273539)";

    private Schema() {}

    /**
     * Applies what is missing. Processes that start at once take turns: the first applies, the
     * others find it done.
     *
     * @throws IllegalStateException when the database is newer than this program
     */
    static void migrate(Session session, StoreClock clock) {
        migrate(session, clock, NEWEST);
    }

    /** Applies what is missing up to a version, for tests of the later ones. */
    static void migrate(Session session, StoreClock clock, int newest) {
        session.beginWriting();
        try {
            takeTurns(session);
            session.run(CREATE);
            long current = session.first(CURRENT, _ -> {}, Columns::number).orElseThrow();
            if (current > NEWEST) {
                throw new IllegalStateException(
                        "the database is at schema version %d, written by a newer Parley; this one knows %d"
                                .formatted(current, NEWEST));
            }
            for (long version = current + 1; version <= newest; version++) {
                apply(session, version, clock.now(session));
            }
            session.commit();
        } catch (RuntimeException e) {
            session.rollbackIfOpen();
            throw e;
        }
    }

    /** SQLite has one writer anyway. A migration may take longer than any step. */
    private static void takeTurns(Session session) {
        if (session.dialect() == Dialect.POSTGRESQL) {
            session.runOnce("SET LOCAL statement_timeout = 0");
            session.runOnce("SET LOCAL lock_timeout = 0");
            session.runOnce(LOCK);
        }
    }

    private static void apply(Session session, long version, Instant now) {
        var dialect = session.dialect();
        var script =
                script(version)
                        .replace("${id}", dialect.idType())
                        .replace("${bytes}", dialect.bytesType());
        for (var statement : script.split(";\\s*\\n")) {
            if (!statement.isBlank()) {
                session.runOnce(statement);
            }
        }
        session.insert(RECORD, parameters -> parameters.number(version).moment(now));
    }

    private static String script(long version) {
        var name = "schema-" + version + ".sql";
        try (var stream = Schema.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
