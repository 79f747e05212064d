package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.UnreadableRowException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection with its prepared statements. Belongs to one thread at a time. */
final class Session implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Consumer<Connection> discard;
    private final UnreadableRows unreadable;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private final DeferredWrites deferred = new DeferredWrites();
    private boolean deferring;
    private boolean broken;

    /**
     * Takes a connection over.
     *
     * @param connection in JDBC's auto-commit mode
     * @param discard closes a connection that is broken
     */
    Session(Connection connection, Dialect dialect, Consumer<Connection> discard) {
        this(connection, dialect, discard, new UnreadableRows());
    }

    /**
     * Takes a connection over.
     *
     * @param unreadable counts what {@link #readable} leaves out
     */
    Session(
            Connection connection,
            Dialect dialect,
            Consumer<Connection> discard,
            UnreadableRows unreadable) {
        this.connection = connection;
        this.dialect = dialect;
        this.discard = discard;
        this.unreadable = unreadable;
    }

    /** Counts what lists leave out. */
    UnreadableRows unreadable() {
        return unreadable;
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Tells whether the connection is not to be trusted any more. An embedded database has no
     * connection that could break.
     */
    boolean isBroken() {
        return broken;
    }

    /** Begins a transaction that can read only, at one moment; ended by a rollback. */
    void beginReading() {
        run(dialect.beginReading());
    }

    /** Begins a transaction that may write; on SQLite it waits for the writer before it. */
    void beginWriting() {
        switch (dialect) {
            case SQLITE -> run("BEGIN IMMEDIATE");
            case POSTGRESQL -> onConnection("begin", () -> connection.setAutoCommit(false));
        }
    }

    /**
     * Commits. A transaction that has failed in between is not taken for committed: PostgreSQL's
     * driver tells, where the statement alone would not.
     */
    void commit() {
        flush();
        deferring = false;
        switch (dialect) {
            case SQLITE -> run("COMMIT");
            case POSTGRESQL -> onConnection("commit", connection::commit);
        }
    }

    void rollback() {
        deferring = false;
        onConnection("rollback", deferred::clear);
        if (dialect == Dialect.POSTGRESQL && !isAutoCommit()) {
            onConnection("rollback", connection::rollback);
        } else {
            run("ROLLBACK");
        }
    }

    private boolean isAutoCommit() {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            throw failed("rollback", e);
        }
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
            throw failed(sql, e);
        }
    }

    /**
     * Runs a statement that writes one row; while writes are deferred, at the next {@link #flush}.
     *
     * @param otherwise what to throw when it touched none
     */
    void write(
            String sql,
            Parameters.Binding binding,
            Supplier<? extends RuntimeException> otherwise) {
        int written =
                on(
                        sql,
                        statement -> {
                            binding.to(new Parameters(statement, dialect));
                            if (deferring) {
                                deferred.add(sql, statement, otherwise);
                                return 1;
                            }
                            return statement.executeUpdate();
                        });
        if (written != 1) {
            throw otherwise.get();
        }
    }

    /** Inserts one row. */
    void insert(String sql, Parameters.Binding binding) {
        write(sql, binding, () -> new IllegalStateException("not inserted: " + sql));
    }

    /** Deletes any number of rows, at once; what is kept back is not about them. */
    int delete(String sql, Parameters.Binding binding) {
        return on(
                sql,
                statement -> {
                    binding.to(new Parameters(statement, dialect));
                    return statement.executeUpdate();
                });
    }

    /**
     * Keeps the writes of this transaction back until they are flushed. Reads do not see what is
     * kept back.
     */
    void deferWrites() {
        deferring = true;
    }

    /** Sends the writes that were kept back, a round trip for each statement. */
    void flush() {
        onConnection("write", deferred::flush);
    }

    <T> List<T> list(String sql, Parameters.Binding binding, Columns.Mapping<T> mapping) {
        return on(
                sql,
                statement -> {
                    binding.to(new Parameters(statement, dialect));
                    try (var rows = statement.executeQuery()) {
                        var found = new ArrayList<T>();
                        while (rows.next()) {
                            found.add(mapped(rows, mapping));
                        }
                        return found;
                    }
                });
    }

    /**
     * Rows as {@link #list} gives them, without those that this build cannot read; others take
     * their places.
     *
     * @param binding binds the parameters for a limit
     */
    <T> List<T> readable(
            String sql,
            int limit,
            IntFunction<Parameters.Binding> binding,
            Columns.Mapping<T> mapping) {
        int asked = limit;
        while (true) {
            var leftOut = new ArrayList<UnreadableRowException>();
            var rows = list(sql, binding.apply(asked), from -> readable(from, mapping, leftOut));
            var found = rows.stream().flatMap(Optional::stream).limit(limit).toList();
            if (found.size() == limit || rows.size() < asked) {
                leftOut.forEach(unreadable::leftOut);
                return found;
            }
            asked = (int) Math.min(Integer.MAX_VALUE, 2L * asked);
        }
    }

    private static <T> Optional<T> readable(
            Columns from, Columns.Mapping<T> mapping, List<UnreadableRowException> leftOut)
            throws SQLException {
        try {
            return Optional.of(mapping.from(from));
        } catch (RuntimeException e) {
            leftOut.add(unreadable(e));
            return Optional.empty();
        }
    }

    private static <T> T mapped(ResultSet rows, Columns.Mapping<T> mapping) throws SQLException {
        try {
            return mapping.from(new Columns(rows));
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static UnreadableRowException unreadable(RuntimeException cause) {
        return new UnreadableRowException(
                "a row holds what this build cannot read: " + cause.getMessage(), cause);
    }

    <T> Optional<T> first(String sql, Parameters.Binding binding, Columns.Mapping<T> mapping) {
        return on(
                sql,
                statement -> {
                    binding.to(new Parameters(statement, dialect));
                    try (var rows = statement.executeQuery()) {
                        return rows.next()
                                ? Optional.of(mapped(rows, mapping))
                                : Optional.<T>empty();
                    }
                });
    }

    private RuntimeException failed(String what, SQLException e) {
        var failure = SqlFailures.translated(dialect, what, e);
        broken |= dialect == Dialect.POSTGRESQL && failure instanceof StoreUnavailableException;
        return failure;
    }

    private void onConnection(String what, Transacting transacting) {
        try {
            transacting.run();
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    private <T> T on(String sql, Use<T> use) {
        try {
            return use.of(prepared(sql));
        } catch (SQLException e) {
            forget(sql);
            throw failed(sql, e);
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

    /** A driver may close a statement that fails; the next use prepares it again. */
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

    /** What is asked of the connection itself. */
    @FunctionalInterface
    private interface Transacting {
        void run() throws SQLException;
    }

    /** What is done with a prepared statement. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    @Override
    public void close() {
        if (broken) {
            discard.accept(connection);
            return;
        }
        try {
            for (var statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
    }
}
