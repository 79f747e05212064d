package dev.parley.store.jdbc;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store on a relational database: steps by group-committing writers, each with its share of the
 * conversations, and reads beside them.
 */
final class JdbcConversationStore implements ConversationStore, AutoCloseable {
    private final List<GroupCommitWriter> writers;
    private final Readers readers;
    private final StoreClock clock;
    private final Duration timeout;

    private JdbcConversationStore(
            List<GroupCommitWriter> writers, Readers readers, StoreClock clock, Duration timeout) {
        this.writers = writers;
        this.readers = readers;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Opens the SQLite file, brought to the newest schema. */
    static JdbcConversationStore sqlite(JdbcStoreProperties properties, InstantSource source) {
        var settings = properties.sqlite();
        var file = new SqliteFile(Path.of(settings.path()), properties.effectiveDurability());
        var clock = StoreClock.of(source);
        var sessions = new ArrayList<Session>();
        try {
            for (int i = 0; i <= settings.readers(); i++) {
                sessions.add(file.open());
            }
            var writing = sessions.getFirst();
            Schema.migrate(writing, clock);
            var writer =
                    new GroupCommitWriter(
                            "parley-store-writer",
                            () -> new WritingSession(writing, clock),
                            settings.maxBatch(),
                            settings.maxQueued());
            return new JdbcConversationStore(
                    List.of(writer),
                    new ThreadReaders(sessions.subList(1, sessions.size()), settings.maxQueued()),
                    clock,
                    properties.timeout());
        } catch (RuntimeException e) {
            sessions.forEach(Session::close);
            throw e;
        }
    }

    /**
     * Connects to PostgreSQL and brings the database to the newest schema.
     *
     * @param clock the database's, but for tests
     */
    static JdbcConversationStore postgresql(JdbcStoreProperties properties, StoreClock clock) {
        var settings = properties.postgresql();
        var pool = new PostgresPool(properties);
        var writers = new ArrayList<GroupCommitWriter>();
        try {
            try (var session = pool.session()) {
                Schema.migrate(session, clock);
            }
            for (int i = 0; i < settings.writers(); i++) {
                writers.add(
                        new GroupCommitWriter(
                                "parley-store-writer-" + i,
                                () -> new WritingSession(pool.session(), clock),
                                settings.maxBatch(),
                                settings.maxQueued()));
            }
            return new JdbcConversationStore(
                    List.copyOf(writers), new PooledReaders(pool), clock, properties.timeout());
        } catch (RuntimeException e) {
            writers.forEach(GroupCommitWriter::close);
            pool.close();
            throw e;
        }
    }

    @Override
    public <O> O apply(Step<O> step) {
        return submit(step).await(timeout);
    }

    @Override
    public <O> List<O> applyAll(List<? extends Step<O>> steps) {
        var answers = new ArrayList<Answer<O>>(steps.size());
        for (Step<O> step : steps) {
            answers.add(submit(step));
        }
        var outcomes = new ArrayList<O>(steps.size());
        RuntimeException failure = null;
        for (var answer : answers) {
            try {
                outcomes.add(answer.await(timeout));
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(outcomes);
    }

    /** A conversation's steps take the same writer, so that they never wait for each other. */
    private <O> Answer<O> submit(Step<O> step) {
        int share = Math.floorMod(step.conversation().hashCode(), writers.size());
        return writers.get(share).submit(step, timeout);
    }

    /**
     * Works in a writer's transaction.
     *
     * @param place work with the same place runs one after the other; the conversation's row is
     *     held if it exists
     */
    <O> O write(ConversationId place, Operation.Work<O> work) {
        int share = Math.floorMod(place.hashCode(), writers.size());
        return writers.get(share).submit(new Operation<>(place, work), timeout).await(timeout);
    }

    /** Reads what was committed before. */
    <T> T read(Function<Tables, T> query) {
        return readers.read(query, timeout);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return readers.read(tables -> tables.conversations().find(id), timeout);
    }

    @Override
    public List<Message> messages(ConversationId id, long afterSeq, int limit) {
        return readers.read(tables -> tables.messages().after(id, afterSeq, limit), timeout);
    }

    @Override
    public List<Reply> replies(ConversationId id, long afterOutSeq, int limit) {
        return readers.read(tables -> tables.replies().after(id, afterOutSeq, limit), timeout);
    }

    @Override
    public List<Disposition> dispositions(ConversationId id, int limit) {
        return readers.read(tables -> tables.dispositions().all(id, limit), timeout);
    }

    @Override
    public List<Disposition> parked(ConversationId id) {
        return readers.read(tables -> tables.dispositions().parked(id), timeout);
    }

    @Override
    public List<MessageTrace> trace(String organization, String messageId) {
        return readers.read(tables -> new Tracing(tables).trace(organization, messageId), timeout);
    }

    @Override
    public List<Conversation> list(
            String organization, @Nullable Status status, @Nullable String after, int limit) {
        return readers.read(
                tables -> tables.conversations().list(organization, status, after, limit), timeout);
    }

    @Override
    public List<Conversation> overdue(int limit) {
        return readers.read(
                tables -> tables.conversations().overdue(clock.now(tables.session()), limit),
                timeout);
    }

    @Override
    public List<Conversation> waiting(@Nullable String organization, Instant since, int limit) {
        return readers.read(
                tables -> tables.conversations().waiting(organization, since, limit), timeout);
    }

    /** Finishes what is queued; SQLite's last connection copies the log into the database. */
    @Override
    public void close() {
        writers.forEach(GroupCommitWriter::close);
        readers.close();
    }
}
