package dev.parley.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement, one after the other. */
final class Parameters {
    private final PreparedStatement statement;
    private final Dialect dialect;
    private int next = 1;

    /** What sets them. */
    @FunctionalInterface
    interface Binding {
        void to(Parameters parameters) throws SQLException;
    }

    Parameters(PreparedStatement statement, Dialect dialect) {
        this.statement = statement;
        this.dialect = dialect;
    }

    /**
     * Sets a text. PostgreSQL has no U+0000 in its texts, and a customer's message must not be lost
     * for one: there it becomes U+FFFD.
     */
    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(
                next++,
                value == null || dialect == Dialect.SQLITE ? value : value.replace('\0', '\uFFFD'));
        return this;
    }

    /** Several texts as one parameter; PostgreSQL only. */
    Parameters texts(List<String> values) throws SQLException {
        var array = statement.getConnection().createArrayOf("text", values.toArray());
        statement.setArray(next++, array);
        return this;
    }

    Parameters name(Enum<?> value) throws SQLException {
        return text(value.name());
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    Parameters numberOrNull(@Nullable Long value) throws SQLException {
        if (value != null) {
            return number(value);
        }
        statement.setNull(next++, Types.BIGINT);
        return this;
    }

    Parameters bytes(byte @Nullable [] value) throws SQLException {
        statement.setBytes(next++, value);
        return this;
    }

    Parameters moment(@Nullable Instant value) throws SQLException {
        return numberOrNull(value == null ? null : value.toEpochMilli());
    }

    Parameters nulls(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            statement.setNull(next++, Types.NULL);
        }
        return this;
    }
}
