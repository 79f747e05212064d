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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store on a relational database: steps by one group-committing writer, reads by a few readers.
 */
final class JdbcConversationStore implements ConversationStore, AutoCloseable {
    private final GroupCommitWriter writer;
    private final Readers readers;
    private final StoreClock clock;
    private final Duration timeout;

    private JdbcConversationStore(
            GroupCommitWriter writer, Readers readers, StoreClock clock, Duration timeout) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Opens the SQLite file, brought to the newest schema. */
    static JdbcConversationStore sqlite(JdbcStoreProperties properties, InstantSource source) {
        var settings = properties.sqlite();
        var file = new SqliteFile(Path.of(settings.path()), settings.synchronous());
        var clock = new StoreClock(source);
        var sessions = new ArrayList<Session>();
        try {
            for (int i = 0; i <= settings.readers(); i++) {
                sessions.add(file.open());
            }
            var writing = sessions.getFirst();
            Schema.migrate(writing, clock.now());
            return new JdbcConversationStore(
                    new GroupCommitWriter(
                            writing, clock, settings.maxBatch(), settings.maxQueued()),
                    new Readers(sessions.subList(1, sessions.size()), settings.maxQueued()),
                    clock,
                    properties.timeout());
        } catch (RuntimeException e) {
            sessions.forEach(Session::close);
            throw e;
        }
    }

    @Override
    public <O> O apply(Step<O> step) {
        return writer.submit(step, timeout).await(timeout);
    }

    @Override
    public <O> List<O> applyAll(List<? extends Step<O>> steps) {
        var answers = new ArrayList<Answer<O>>(steps.size());
        for (Step<O> step : steps) {
            answers.add(writer.submit(step, timeout));
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
        var now = clock.now();
        return readers.read(tables -> tables.conversations().overdue(now, limit), timeout);
    }

    /** Finishes what is queued; the last connection copies the log into the database. */
    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
