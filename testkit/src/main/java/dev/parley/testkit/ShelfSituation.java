package dev.parley.testkit;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step reads of the shelf of its conversation. */
record ShelfSituation(
        ConversationId id, Shelf shelf, Map<MessageKey, Located> keys, Map<String, Instant> leases)
        implements Situation {
    @Override
    public Optional<Conversation> conversation() {
        return Optional.ofNullable(shelf.row);
    }

    @Override
    public Optional<Located> locate(MessageKey key) {
        if (!key.organization().equals(id.organization())) {
            throw new IllegalArgumentException(
                    "a step of %s asks for a key of organization %s"
                            .formatted(id, key.organization()));
        }
        return Optional.ofNullable(keys.get(key));
    }

    @Override
    public List<Message> messages(long from, long through, int limit) {
        if (from >= through || shelf.isErased()) {
            return List.of();
        }
        var range = List.copyOf(shelf.messages.subMap(from, false, through, true).values());
        return range.subList(Math.max(0, range.size() - limit), range.size());
    }

    @Override
    public Optional<Reply> replyOf(long turn) {
        return shelf.isErased() ? Optional.empty() : shelf.replyOf(turn);
    }

    @Override
    public Optional<Reply> firstOpenReply() {
        return shelf.isErased() ? Optional.empty() : shelf.firstOpenReply();
    }

    @Override
    public List<Disposition> parked() {
        return shelf.isErased() ? List.of() : shelf.parked();
    }

    @Override
    public boolean isDone(long turn, String step) {
        return !shelf.isErased() && shelf.isDone(turn, step);
    }

    @Override
    public Optional<Instant> leaseOf(String instance) {
        return Optional.ofNullable(leases.get(instance));
    }
}
