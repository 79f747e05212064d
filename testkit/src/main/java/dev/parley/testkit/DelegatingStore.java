package dev.parley.testkit;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.CustomersConversation;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Share;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes everything on to another store, for tests that watch or change some of it. */
public abstract class DelegatingStore implements ConversationStore {
    private final ConversationStore store;

    protected DelegatingStore(ConversationStore store) {
        this.store = store;
    }

    @Override
    public <O> O apply(Step<O> step) {
        return store.apply(step);
    }

    @Override
    public <O> List<O> applyAll(List<? extends Step<O>> steps) {
        return store.applyAll(steps);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return store.find(id);
    }

    @Override
    public List<Message> messages(ConversationId id, long afterSeq, int limit) {
        return store.messages(id, afterSeq, limit);
    }

    @Override
    public List<Reply> replies(ConversationId id, long afterOutSeq, int limit) {
        return store.replies(id, afterOutSeq, limit);
    }

    @Override
    public List<Disposition> dispositions(ConversationId id, int limit) {
        return store.dispositions(id, limit);
    }

    @Override
    public List<MessageTrace> trace(String organization, String messageId) {
        return store.trace(organization, messageId);
    }

    @Override
    public List<MessageTrace> trace(ConversationId conversation, String messageId) {
        return store.trace(conversation, messageId);
    }

    @Override
    public List<Conversation> list(
            String organization, @Nullable Status status, @Nullable String after, int limit) {
        return store.list(organization, status, after, limit);
    }

    @Override
    public List<Disposition> parked(ConversationId id) {
        return store.parked(id);
    }

    @Override
    public List<Conversation> waiting(@Nullable String organization, Instant since, int limit) {
        return store.waiting(organization, since, limit);
    }

    @Override
    public List<Conversation> ended(String organization, Instant before, int limit) {
        return store.ended(organization, before, limit);
    }

    @Override
    public Overdue overdue(
            Share share, Duration horizon, Overdue.@Nullable Entry after, int limit) {
        return store.overdue(share, horizon, after, limit);
    }

    @Override
    public List<Conversation> notFollowedUp(Instant from, Instant before, int limit) {
        return store.notFollowedUp(from, before, limit);
    }

    @Override
    public List<CustomersConversation> ofCustomer(
            String organization, String author, @Nullable String after, int limit) {
        return store.ofCustomer(organization, author, after, limit);
    }

    @Override
    public List<ConversationId> unpurged(int limit) {
        return store.unpurged(limit);
    }

    @Override
    public boolean purge(ConversationId id, int limit) {
        return store.purge(id, limit);
    }

    @Override
    public List<Conversation> abandoned(int limit) {
        return store.abandoned(limit);
    }
}
