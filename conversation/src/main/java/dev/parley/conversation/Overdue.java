package dev.parley.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at what is overdue, a page of it.
 *
 * @param entries those of the asked share
 * @param next where the next look goes on; null at the end
 */
public record Overdue(List<Entry> entries, @Nullable Entry next) {
    public Overdue {
        entries = List.copyOf(entries);
    }

    /** A conversation with the due moment it has. */
    public record Entry(ConversationId conversation, Instant dueAt) {}
}
