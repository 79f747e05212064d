package dev.parley.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with its prepared statements. Belongs to one thread at a time.
 *
 * <p>The connection is in JDBC's auto-commit mode and transactions are begun by statement, because
 * SQLite's driver would otherwise begin the next one right after each commit.
 */
final class Session implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Begins a transaction that can read only, at one moment. */
    void beginReading() {
        run("BEGIN");
    }

    /** Begins a transaction that may write; waits for the writer before it. */
    void beginWriting() {
        run("BEGIN IMMEDIATE");
    }

    void commit() {
        run("COMMIT");
    }

    void rollback() {
        run("ROLLBACK");
    }

    /** Ends a transaction that may have ended by itself. */
    void rollbackIfOpen() {
        try {
            rollback();
        } catch (RuntimeException e) {
            log.debug("nothing to roll back", e);
        }
    }

    /** Marks the point to which {@link #rollbackToMark} takes back. */
    void mark() {
        run("SAVEPOINT step");
    }

    void rollbackToMark() {
        run("ROLLBACK TO SAVEPOINT step");
        releaseMark();
    }

    void releaseMark() {
        run("RELEASE SAVEPOINT step");
    }

    /** Runs a statement without parameters or results. */
    void run(String sql) {
        on(sql, PreparedStatement::execute);
    }

    /** Runs a statement that will not come again, such as a definition. */
    void runOnce(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SqlFailures.translated(sql, e);
        }
    }

    /** Runs a writing statement and tells how many rows it touched. */
    int update(String sql, Parameters.Binding binding) {
        return on(
                sql,
                statement -> {
                    binding.to(new Parameters(statement));
                    return statement.executeUpdate();
                });
    }

    <T> List<T> list(String sql, Parameters.Binding binding, Columns.Mapping<T> mapping) {
        return on(
                sql,
                statement -> {
                    binding.to(new Parameters(statement));
                    try (var rows = statement.executeQuery()) {
                        var found = new ArrayList<T>();
                        while (rows.next()) {
                            found.add(mapping.from(new Columns(rows)));
                        }
                        return found;
                    }
                });
    }

    <T> Optional<T> first(String sql, Parameters.Binding binding, Columns.Mapping<T> mapping) {
        return on(
                sql,
                statement -> {
                    binding.to(new Parameters(statement));
                    try (var rows = statement.executeQuery()) {
                        return rows.next()
                                ? Optional.of(mapping.from(new Columns(rows)))
                                : Optional.<T>empty();
                    }
                });
    }

    private <T> T on(String sql, Use<T> use) {
        try {
            return use.of(prepared(sql));
        } catch (SQLException e) {
            forget(sql);
            throw SqlFailures.translated(sql, e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        var statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    /** SQLite's driver may close a statement that fails; the next use prepares it again. */
    private void forget(String sql) {
        var failed = statements.remove(sql);
        if (failed == null) {
            return;
        }
        try {
            failed.close();
        } catch (SQLException e) {
            log.debug("a failed statement could not be closed", e);
        }
    }

    /** What is done with a prepared statement. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    @Override
    public void close() {
        try {
            for (var statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw SqlFailures.translated("close", e);
        }
    }
}
