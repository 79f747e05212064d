package dev.parley.ingest;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;

/** What an erasure came to. Belongs to one thread. */
public final class ErasedConversations {
    private final List<Conversation> rows = new ArrayList<>();
    private final List<ConversationId> shared = new ArrayList<>();
    private boolean complete = true;

    ErasedConversations() {}

    /** The rows that are left. */
    public List<Conversation> rows() {
        return List.copyOf(rows);
    }

    /** Conversations that stay, because other customers wrote in them too. */
    public List<ConversationId> shared() {
        return List.copyOf(shared);
    }

    /**
     * Whether nothing is left to do. If not, what is erased cannot be read any more, and asking
     * once more goes on.
     */
    public boolean isComplete() {
        return complete;
    }

    /** How many messages there were, of any author. */
    public long messages() {
        return rows.stream().mapToLong(row -> row.progress().lastSeq()).sum();
    }

    /** How many of them were replies. */
    public long replies() {
        return rows.stream().mapToLong(Conversation::lastOutSeq).sum();
    }

    int size() {
        return rows.size() + shared.size();
    }

    void add(Conversation row, boolean purged) {
        rows.add(row);
        complete &= purged;
    }

    void shared(ConversationId id) {
        shared.add(id);
    }

    ErasedConversations incomplete() {
        complete = false;
        return this;
    }
}
