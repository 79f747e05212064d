package dev.parley.store.jdbc;

import dev.parley.conversation.Conversation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row that a writer wrote last, committed and acknowledged. A database that lost any commit of
 * this writer lost this one too. Thread-safe.
 */
final class NewestWrite {
    private volatile @Nullable Conversation row;

    /** Notes it once its transaction is committed. */
    void committed(Conversation written) {
        row = written;
    }

    Optional<Conversation> row() {
        return Optional.ofNullable(row);
    }

    void forget() {
        row = null;
    }
}
