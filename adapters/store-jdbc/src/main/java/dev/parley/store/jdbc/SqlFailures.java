package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that cannot serve, and another transaction in the way, from a statement that is
 * wrong.
 */
final class SqlFailures {
    /**
     * SQLite's primary result codes that blame the statement: ERROR, INTERNAL, TOOBIG, CONSTRAINT,
     * MISMATCH, MISUSE and RANGE. Every other (BUSY, LOCKED, IOERR, FULL, CANTOPEN, CORRUPT ...)
     * says that the database cannot serve, so that callers wait instead of giving up a record.
     */
    private static final Set<Integer> STATEMENT_IS_WRONG = Set.of(0, 1, 2, 18, 19, 20, 21, 25);

    /**
     * PostgreSQL's classes of SQLSTATE that blame the statement or its values: unsupported feature,
     * cardinality, data, constraint, routine, syntax, limit. Every other (connection, resources,
     * shutdown, authorization, a server that became a standby ...) says that the database cannot
     * serve.
     */
    private static final Set<String> CLASS_OF_WRONG_STATEMENTS =
            Set.of("0A", "21", "22", "23", "2F", "38", "39", "42", "54", "P0");

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Serialization failures and deadlocks: the transaction was rolled back to let another go. */
    private static final String CLASS_OF_ROLLBACKS = "40";

    /** The transaction failed at an earlier statement. */
    private static final String TRANSACTION_IS_ABORTED = "25P02";

    private SqlFailures() {}

    /** The exception to throw for it. */
    static RuntimeException translated(Dialect dialect, String what, SQLException e) {
        return switch (dialect) {
            case SQLITE ->
                    STATEMENT_IS_WRONG.contains(e.getErrorCode() & 0xff)
                            ? wrong(what, e)
                            : unavailable(e);
            case POSTGRESQL -> ofState(e.getSQLState(), what, e);
        };
    }

    private static RuntimeException ofState(@Nullable String state, String what, SQLException e) {
        if (state == null || state.length() < 2 || state.equals(INSUFFICIENT_PRIVILEGE)) {
            return unavailable(e);
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            return new StaleRowException("a row is there already: " + e.getMessage(), e);
        }
        if (state.equals(TRANSACTION_IS_ABORTED)) {
            return wrong(what, e);
        }
        var stateClass = state.substring(0, 2);
        if (stateClass.equals(CLASS_OF_ROLLBACKS)) {
            return new ContendedException("another transaction came first: " + e.getMessage(), e);
        }
        return CLASS_OF_WRONG_STATEMENTS.contains(stateClass) ? wrong(what, e) : unavailable(e);
    }

    private static RuntimeException wrong(String what, SQLException e) {
        return new FailedStatementException(e.getMessage() + " in: " + what.strip(), e);
    }

    private static RuntimeException unavailable(SQLException e) {
        return new StoreUnavailableException("the database cannot serve: " + e.getMessage(), e);
    }
}
