package dev.parley.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a result's current row, one after the other. */
final class Columns {
    private final ResultSet row;
    private int next = 1;

    /** What makes a value of them. */
    @FunctionalInterface
    interface Mapping<T> {
        T from(Columns columns) throws SQLException;
    }

    Columns(ResultSet row) {
        this.row = row;
    }

    String text() throws SQLException {
        return Objects.requireNonNull(textOrNull());
    }

    @Nullable String textOrNull() throws SQLException {
        return row.getString(next++);
    }

    <E extends Enum<E>> E name(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text());
    }

    long number() throws SQLException {
        return row.getLong(next++);
    }

    int count() throws SQLException {
        return row.getInt(next++);
    }

    @Nullable Long numberOrNull() throws SQLException {
        long value = row.getLong(next++);
        return row.wasNull() ? null : value;
    }

    byte @Nullable [] bytesOrNull() throws SQLException {
        return row.getBytes(next++);
    }

    Instant moment() throws SQLException {
        return Instant.ofEpochMilli(number());
    }

    @Nullable Instant momentOrNull() throws SQLException {
        var value = numberOrNull();
        return value == null ? null : Instant.ofEpochMilli(value);
    }

    /** The same row from its first column. */
    Columns fromStart() {
        return new Columns(row);
    }

    /** Leaves out so many columns. */
    Columns skip(int count) {
        next += count;
        return this;
    }
}
