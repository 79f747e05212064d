package dev.parley.store.jdbc;

import dev.parley.conversation.recovery.StoreMark;
import java.sql.SQLException;
import java.util.Optional;

/** The one row that tells how far the database has come. */
final class StoreMarkTable {
    private static final String FIND = "SELECT number, marked_at FROM store_mark";
    private static final String FIRST =
            "INSERT INTO store_mark (id, number, marked_at) VALUES (1, ?, ?)"
                    + " ON CONFLICT DO NOTHING RETURNING number, marked_at";
    private static final String NEXT =
            "UPDATE store_mark SET number = ?, marked_at = ? WHERE id = 1 AND number = ?"
                    + " RETURNING number, marked_at";

    private final Session session;

    StoreMarkTable(Session session) {
        this.session = session;
    }

    Optional<StoreMark> find() {
        return session.first(FIND, _ -> {}, StoreMarkTable::map);
    }

    /** Writes it where there is none; empty when there is one. */
    Optional<StoreMark> first(StoreMark mark) {
        return session.first(
                FIRST,
                parameters -> parameters.number(mark.number()).moment(mark.at()),
                StoreMarkTable::map);
    }

    /** Writes it in place of one with that number; empty when it has another one. */
    Optional<StoreMark> next(long from, StoreMark mark) {
        return session.first(
                NEXT,
                parameters -> parameters.number(mark.number()).moment(mark.at()).number(from),
                StoreMarkTable::map);
    }

    private static StoreMark map(Columns from) throws SQLException {
        return new StoreMark(from.number(), from.moment());
    }
}
