package dev.parley.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Brings a database to the newest version. Each version is a file {@code schema-N.sql}, recorded in
 * {@code schema_versions}; what is missing is applied in one transaction.
 */
final class Schema {
    static final int NEWEST = 1;

    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL)";
    private static final String CURRENT = "SELECT COALESCE(MAX(version), 0) FROM schema_versions";
    private static final String RECORD =
            "INSERT INTO schema_versions (version, applied_at) VALUES (?, ?)";

    private Schema() {}

    /**
     * Applies what is missing.
     *
     * @throws IllegalStateException when the database is newer than this program
     */
    static void migrate(Session session, Instant now) {
        session.beginWriting();
        try {
            session.run(CREATE);
            long current = session.first(CURRENT, _ -> {}, Columns::number).orElseThrow();
            if (current > NEWEST) {
                throw new IllegalStateException(
                        "the database is at schema version %d, written by a newer Parley; this one knows %d"
                                .formatted(current, NEWEST));
            }
            for (long version = current + 1; version <= NEWEST; version++) {
                apply(session, version, now);
            }
            session.commit();
        } catch (RuntimeException e) {
            session.rollbackIfOpen();
            throw e;
        }
    }

    private static void apply(Session session, long version, Instant now) {
        for (var statement : script(version).split(";\\s*\\n")) {
            if (!statement.isBlank()) {
                session.runOnce(statement);
            }
        }
        session.update(RECORD, parameters -> parameters.number(version).moment(now));
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
