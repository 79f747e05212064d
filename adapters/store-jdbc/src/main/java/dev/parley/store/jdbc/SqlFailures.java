package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Set;

/** Tells a database that cannot serve from a statement that is wrong. */
final class SqlFailures {
    /**
     * SQLite's primary result codes that blame the statement: ERROR, INTERNAL, TOOBIG, CONSTRAINT,
     * MISMATCH, MISUSE and RANGE. Every other (BUSY, LOCKED, IOERR, FULL, CANTOPEN, CORRUPT ...)
     * says that the database cannot serve, so that callers wait instead of giving up a record.
     */
    private static final Set<Integer> STATEMENT_IS_WRONG = Set.of(0, 1, 2, 18, 19, 20, 21, 25);

    private SqlFailures() {}

    /** The exception to throw for it. */
    static RuntimeException translated(String what, SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        return STATEMENT_IS_WRONG.contains(primary)
                ? new IllegalStateException(e.getMessage() + " in: " + what.strip(), e)
                : new StoreUnavailableException("the database cannot serve: " + e.getMessage(), e);
    }
}
