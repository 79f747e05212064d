package dev.parley.store.jdbc;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.UnreadableRowException;
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

    @Override
    public boolean lacksWrites() {
        return database.newest().stream()
                .flatMap(newest -> newest.row().stream())
                .anyMatch(this::isLost);
    }

    private boolean isLost(Conversation written) {
        try {
            return database.read(tables -> tables.conversations().find(written.id()))
                    .filter(row -> row.version() >= written.version())
                    .isEmpty();
        } catch (UnreadableRowException e) {
            return false; // a newer build has written it since
        }
    }

    @Override
    public void forgetWrites() {
        database.newest().forEach(NewestWrite::forget);
    }
}
