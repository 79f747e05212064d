package dev.parley.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes that wait to be sent together, those of one statement in one round trip, in the order in
 * which the statements first came. Each must touch exactly one row.
 */
final class DeferredWrites {
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** Rows of one statement, and what to throw for each that was not written. */
    private record Waiting(
            PreparedStatement statement, List<Supplier<? extends RuntimeException>> otherwise) {}

    void add(
            String sql, PreparedStatement statement, Supplier<? extends RuntimeException> otherwise)
            throws SQLException {
        statement.addBatch();
        waiting.computeIfAbsent(sql, _ -> new Waiting(statement, new ArrayList<>()))
                .otherwise()
                .add(otherwise);
    }

    /** Sends what waits. */
    void flush() throws SQLException {
        for (var writes : waiting.values()) {
            var counts = writes.statement().executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] != 1 && counts[i] != Statement.SUCCESS_NO_INFO) {
                    throw writes.otherwise().get(i).get();
                }
            }
        }
        waiting.clear();
    }

    /** Forgets what waits. */
    void clear() throws SQLException {
        for (var writes : waiting.values()) {
            if (!writes.statement().isClosed()) {
                writes.statement().clearBatch();
            }
        }
        waiting.clear();
    }
}
