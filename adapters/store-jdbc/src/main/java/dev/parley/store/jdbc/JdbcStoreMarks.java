package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.recovery.StoreMark;
import dev.parley.conversation.recovery.StoreMarks;
import java.util.Optional;

/** The database's mark, written before the steps that wait. */
final class JdbcStoreMarks implements StoreMarks {
    private static final ConversationId PLACE = new ConversationId("store", "mark");

    private final JdbcDatabase database;

    JdbcStoreMarks(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<StoreMark> newest() {
        return database.read(tables -> tables.mark().find());
    }

    @Override
    public Optional<StoreMark> advance(long from, long to) {
        return database.writeFirst(
                PLACE,
                (tables, _, now) -> {
                    var mark = new StoreMark(to, now);
                    return from == 0 ? tables.mark().first(mark) : tables.mark().next(from, mark);
                });
    }
}
