package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A relational database with the newest schema: group-committing writers, each with its share of
 * the conversations, and reads beside them. Thread-safe.
 */
final class JdbcDatabase implements AutoCloseable {
    private final List<GroupCommitWriter> writers;
    private final Readers readers;
    private final StoreClock clock;
    private final UnreadableRows unreadable;
    private final BooleanSupplier emptyLog;
    private final Duration timeout;
    private final List<NewestWrite> newest;

    private JdbcDatabase(
            List<GroupCommitWriter> writers,
            List<NewestWrite> newest,
            Readers readers,
            StoreClock clock,
            UnreadableRows unreadable,
            BooleanSupplier emptyLog,
            Duration timeout) {
        this.writers = writers;
        this.newest = newest;
        this.readers = readers;
        this.clock = clock;
        this.unreadable = unreadable;
        this.emptyLog = emptyLog;
        this.timeout = timeout;
    }

    /** Opens the SQLite file, brought to the newest schema. */
    static JdbcDatabase sqlite(JdbcStoreProperties properties, InstantSource source) {
        var settings = properties.sqlite();
        var file = new SqliteFile(Path.of(settings.path()), properties.effectiveDurability());
        var clock = StoreClock.of(source);
        var unreadable = new UnreadableRows();
        var sessions = new ArrayList<Session>();
        try {
            for (int i = 0; i <= settings.readers(); i++) {
                sessions.add(file.open(unreadable));
            }
            var writing = sessions.getFirst();
            Schema.migrate(writing, clock);
            var newest = new NewestWrite();
            var gate = new ReentrantReadWriteLock(true); // who waits to pause is let in
            var log = new BoundedLog(file, writing, gate.writeLock(), BoundedLog.LIMIT);
            var writer =
                    new GroupCommitWriter(
                            "parley-store-writer",
                            () -> new WritingSession(writing, clock, newest, log::committed),
                            settings.maxBatch(),
                            settings.maxQueued());
            return new JdbcDatabase(
                    List.of(writer),
                    List.of(newest),
                    new ThreadReaders(
                            sessions.subList(1, sessions.size()),
                            settings.maxQueued(),
                            gate.readLock()),
                    clock,
                    unreadable,
                    file::emptyLog,
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
    static JdbcDatabase postgresql(JdbcStoreProperties properties, StoreClock clock) {
        var settings = properties.postgresql();
        var pool = new PostgresPool(properties);
        var writers = new ArrayList<GroupCommitWriter>();
        var written = new ArrayList<NewestWrite>();
        try {
            try (var session = pool.session()) {
                Schema.migrate(session, clock);
            }
            for (int i = 0; i < settings.writers(); i++) {
                var newest = new NewestWrite();
                written.add(newest);
                writers.add(
                        new GroupCommitWriter(
                                "parley-store-writer-" + i,
                                () -> new WritingSession(pool.session(), clock, newest),
                                settings.maxBatch(),
                                settings.maxQueued()));
            }
            return new JdbcDatabase(
                    List.copyOf(writers),
                    List.copyOf(written),
                    new PooledReaders(pool),
                    clock,
                    pool.unreadable(),
                    () -> true, // the server's log is its operators'
                    properties.timeout());
        } catch (RuntimeException e) {
            writers.forEach(GroupCommitWriter::close);
            pool.close();
            throw e;
        }
    }

    /** What each writer wrote last. */
    List<NewestWrite> newest() {
        return newest;
    }

    /** The rows that its lists left out. */
    UnreadableRows unreadable() {
        return unreadable;
    }

    /** Copies the log into the database and cuts it; false when somebody reads from it just now. */
    boolean emptyLog() {
        return emptyLog.getAsBoolean();
    }

    /** The time of the store. */
    StoreClock clock() {
        return clock;
    }

    /** Runs a step; its outcome comes once it is committed. */
    <O> Answer<O> submit(Step<O> step) {
        return writer(step.conversation()).submit(step, timeout);
    }

    /** Waits for an outcome. */
    <O> O await(Answer<O> answer) {
        return answer.await(timeout);
    }

    /**
     * Works in a writer's transaction.
     *
     * @param place work with the same place runs one after the other; the conversation's row is
     *     held if it exists
     */
    <O> O write(ConversationId place, Operation.Work<O> work) {
        return await(writer(place).submit(new Operation<>(place, work), timeout));
    }

    /** Works in a writer's transaction, the next one: what waits for the writer comes later. */
    <O> O writeFirst(ConversationId place, Operation.Work<O> work) {
        return await(writer(place).submitFirst(new Operation<>(place, work), timeout));
    }

    /** A conversation's steps take the same writer, so that they never wait for each other. */
    private GroupCommitWriter writer(ConversationId place) {
        return writers.get(Math.floorMod(place.hashCode(), writers.size()));
    }

    /** Reads what was committed before. */
    <T> T read(Function<Tables, T> query) {
        return readers.read(query, timeout);
    }

    /** Reads, with the time of the store. */
    <T> T read(BiFunction<Tables, Instant, T> query) {
        return readers.read(tables -> query.apply(tables, clock.now(tables.session())), timeout);
    }

    /** Finishes what is queued; SQLite's last connection copies the log into the database. */
    @Override
    public void close() {
        writers.forEach(GroupCommitWriter::close);
        readers.close();
    }
}
