package dev.parley.store.jdbc;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a step reads, queried when it asks, within its transaction. */
record SqlSituation(ConversationId id, Tables tables, HeldRows rows) implements Situation {
    @Override
    public Optional<Conversation> conversation() {
        return rows.find(id);
    }

    @Override
    public Optional<Located> locate(MessageKey key) {
        if (!key.organization().equals(id.organization())) {
            throw new IllegalArgumentException(
                    "a step of %s asks for a key of organization %s"
                            .formatted(id, key.organization()));
        }
        return tables.messages().locate(key);
    }

    @Override
    public List<Message> messages(long from, long through, int limit) {
        return shown(tables.messages().newestInRange(id, from, through, limit));
    }

    @Override
    public Optional<Reply> replyOf(long turn) {
        return shown(tables.replies().ofTurn(id, turn));
    }

    @Override
    public Optional<Reply> firstOpenReply() {
        return shown(tables.replies().firstOpen(id));
    }

    @Override
    public List<Disposition> parked() {
        return shown(tables.dispositions().parked(id));
    }

    @Override
    public boolean isDone(long turn, String step) {
        return tables.doneSteps().contains(id, turn, step) && !isErased();
    }

    private <T> List<T> shown(List<T> found) {
        return found.isEmpty() || !isErased() ? found : List.of();
    }

    private <T> Optional<T> shown(Optional<T> found) {
        return found.filter(_ -> !isErased());
    }

    private boolean isErased() {
        return rows.find(id).filter(row -> row.status() == Status.ERASED).isPresent();
    }

    @Override
    public Optional<Instant> leaseOf(String instance) {
        return tables.instances().leaseOf(instance);
    }
}
