package dev.parley.store.jdbc;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The store on a relational database. */
final class JdbcConversationStore implements ConversationStore, AutoCloseable {
    private final JdbcDatabase database;

    JdbcConversationStore(JdbcDatabase database) {
        this.database = database;
    }

    /** The store on a SQLite file of its own. */
    static JdbcConversationStore sqlite(JdbcStoreProperties properties, InstantSource source) {
        return new JdbcConversationStore(JdbcDatabase.sqlite(properties, source));
    }

    /**
     * The store on PostgreSQL.
     *
     * @param clock the database's, but for tests
     */
    static JdbcConversationStore postgresql(JdbcStoreProperties properties, StoreClock clock) {
        return new JdbcConversationStore(JdbcDatabase.postgresql(properties, clock));
    }

    /** Where it keeps them. */
    JdbcDatabase database() {
        return database;
    }

    @Override
    public <O> O apply(Step<O> step) {
        return database.await(database.submit(step));
    }

    @Override
    public <O> List<O> applyAll(List<? extends Step<O>> steps) {
        var answers = new ArrayList<Answer<O>>(steps.size());
        for (Step<O> step : steps) {
            answers.add(database.submit(step));
        }
        var outcomes = new ArrayList<O>(steps.size());
        RuntimeException failure = null;
        for (var answer : answers) {
            try {
                outcomes.add(database.await(answer));
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(outcomes);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return database.read(tables -> tables.conversations().find(id));
    }

    @Override
    public List<Message> messages(ConversationId id, long afterSeq, int limit) {
        return shown(id, tables -> tables.messages().after(id, afterSeq, limit));
    }

    @Override
    public List<Reply> replies(ConversationId id, long afterOutSeq, int limit) {
        return shown(id, tables -> tables.replies().after(id, afterOutSeq, limit));
    }

    @Override
    public List<Disposition> dispositions(ConversationId id, int limit) {
        return shown(id, tables -> tables.dispositions().all(id, limit));
    }

    @Override
    public List<Disposition> parked(ConversationId id) {
        return shown(id, tables -> tables.dispositions().parked(id));
    }

    @Override
    public List<MessageTrace> trace(String organization, String messageId) {
        return database.read(tables ->
                new Tracing(tables)
                        .trace(held -> held.withId(organization, messageId, MOST_TRACES)));
    }

    @Override
    public List<MessageTrace> trace(ConversationId conversation, String messageId) {
        return database.read(
                tables -> new Tracing(tables).trace(held -> held.withId(conversation, messageId)));
    }

    @Override
    public List<Conversation> list(
            String organization, @Nullable Status status, @Nullable String after, int limit) {
        return database.read(
                tables -> tables.conversations().list(organization, status, after, limit));
    }

    @Override
    public List<Conversation> ended(String organization, Instant before, int limit) {
        return database.read(tables -> tables.conversations().ended(organization, before, limit));
    }

    @Override
    public Overdue overdue(
            Share share, Duration horizon, Overdue.@Nullable Entry after, int limit) {
        var found =
                database.read((tables, now) ->
                        tables.conversations().overdue(now, now.plus(horizon), after, limit));
        return new Overdue(
                found.stream().filter(entry -> share.covers(entry.conversation())).toList(),
                found.size() < limit ? null : found.getLast());
    }

    @Override
    public List<Conversation> abandoned(int limit) {
        return database.read((tables, now) -> tables.conversations().abandoned(now, limit));
    }

    @Override
    public List<Conversation> waiting(@Nullable String organization, Instant since, int limit) {
        return database.read(
                (tables, now) -> tables.conversations().waiting(organization, since, now, limit));
    }

    @Override
    public List<Conversation> notFollowedUp(Instant from, Instant before, int limit) {
        return database.read(tables -> tables.conversations().notFollowedUp(from, before, limit));
    }

    /**
     * What is found of a conversation, unless it is erased: the status is read last, so that
     * nothing is shown that was read before an erasure and given out after it.
     */
    private <T> List<T> shown(ConversationId id, Function<Tables, List<T>> query) {
        return database.read(tables -> {
            var found = query.apply(tables);
            return found.isEmpty() || !tables.conversations().isErased(id) ? found : List.of();
        });
    }

    @Override
    public List<CustomersConversation> ofCustomer(
            String organization, String author, @Nullable String after, int limit) {
        return database.read(
                tables -> tables.messages().ofCustomer(organization, author, after, limit));
    }

    @Override
    public List<ConversationId> unpurged(int limit) {
        return database.read(tables -> tables.erasures().marked(limit));
    }

    /**
     * Removes a slice. Only when the log holds nothing of it any more, the conversation counts as
     * purged.
     */
    @Override
    public boolean purge(ConversationId id, int limit) {
        if (!database.read(tables -> tables.conversations().isErased(id))) {
            return false; // and it stays so once it is: nothing takes an erasure back
        }
        boolean more = database.write(id, (tables, _, _) -> tables.erasures().purge(id, limit));
        if (more || !database.emptyLog()) {
            return true;
        }
        return database.write(
                id,
                (tables, _, _) -> {
                    tables.erasures().unmark(id);
                    return false;
                });
    }

    /** Closes its database. */
    @Override
    public void close() {
        database.close();
    }
}
