package dev.parley.store.jdbc;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the conversations that the open transaction is about. PostgreSQL locks them in one
 * statement, so that no other process takes a step on them before the transaction ends, and they
 * are read once. SQLite has one writer, and reads rows as they are asked for.
 *
 * <p>Nothing can lock a conversation that does not exist yet: two processes that open it at once
 * meet at its unique keys, and one of them runs its step again.
 */
final class HeldRows {
    private final ConversationTable table;
    private final boolean locks;
    private final Map<ConversationId, @Nullable Conversation> rows = new HashMap<>();
    private @Nullable Conversation written;

    HeldRows(ConversationTable table, Dialect dialect) {
        this.table = table;
        this.locks = dialect == Dialect.POSTGRESQL;
    }

    /**
     * Locks the rows that exist, reading them again where it had them. One that this build cannot
     * read is locked too; whoever asks for it fails alone.
     */
    void hold(Collection<ConversationId> ids) {
        if (locks) {
            ids.forEach(id -> rows.put(id, null));
            table.lock(Set.copyOf(ids), rows::remove).forEach(this::remember);
        }
    }

    /** The row as the transaction sees it. */
    Optional<Conversation> find(ConversationId id) {
        return rows.containsKey(id) ? Optional.ofNullable(rows.get(id)) : table.find(id);
    }

    /** Remembers a row that was written. */
    void saved(Conversation row) {
        written = row;
        remember(row);
    }

    private void remember(Conversation row) {
        if (locks) {
            rows.put(row.id(), row);
        }
    }

    /** One that was written in the open transaction, if any was. */
    Optional<Conversation> written() {
        return Optional.ofNullable(written);
    }

    /** Forgets a row whose write was taken back; it stays locked. */
    void forget(ConversationId id) {
        rows.remove(id);
        if (written != null && written.id().equals(id)) {
            written = null;
        }
    }

    /** Forgets all; the locks go with the transaction. */
    void letGo() {
        rows.clear();
        written = null;
    }
}
