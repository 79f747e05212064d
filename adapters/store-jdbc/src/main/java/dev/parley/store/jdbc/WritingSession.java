package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.StoreUnavailableException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** A session that writes, and how steps run in its transactions. Belongs to the writer's thread. */
final class WritingSession implements AutoCloseable {
    /**
     * How often a step that somebody got in the way of runs, each time after the other's commit.
     * One that fails so often is wrong by itself.
     */
    private static final int RUNS = 5;

    private final Session session;
    private final Tables tables;
    private final HeldRows rows;
    private final StoreClock clock;
    private final NewestWrite newest;
    private final Runnable committed;

    WritingSession(Session session, StoreClock clock) {
        this(session, clock, new NewestWrite());
    }

    WritingSession(Session session, StoreClock clock, NewestWrite newest) {
        this(session, clock, newest, () -> {});
    }

    /**
     * Takes a session over.
     *
     * @param newest learns what was committed
     * @param committed called after each commit
     */
    WritingSession(Session session, StoreClock clock, NewestWrite newest, Runnable committed) {
        this.committed = committed;
        this.newest = newest;
        this.session = session;
        this.tables = Tables.of(session);
        this.rows = new HeldRows(tables.conversations(), session.dialect());
        this.clock = clock;
    }

    /**
     * Runs all operations and commits. Whatever it throws, the transaction is over.
     *
     * @throws StoreUnavailableException when the database cannot serve: nothing is written, or, if
     *     the commit failed, perhaps all of it
     * @throws ContendedException when it has to be run again
     * @throws RuntimeException when a statement fails: nothing is written
     */
    void runTogether(List<Operation<?>> operations) {
        inTransaction(operations, now -> runTogether(operations, now));
    }

    /**
     * A round trip to PostgreSQL costs more than the write it carries, so the writes of many
     * operations go together. An operation on a conversation with writes that wait reads after
     * them. One whose key another operation has just stored elsewhere does not see it: the unique
     * key does, and then all run apart.
     */
    private void runTogether(List<Operation<?>> operations, Instant now) {
        if (session.dialect() == Dialect.POSTGRESQL) {
            session.deferWrites();
        }
        var unsent = new HashSet<ConversationId>();
        for (var operation : operations) {
            if (!unsent.add(operation.conversation())) {
                session.flush();
                unsent.clear();
                unsent.add(operation.conversation());
            }
            operation.run(tables, rows, now);
        }
    }

    /** Does the same with a savepoint for each operation, so that a failed write is its own. */
    void runApart(List<Operation<?>> operations) {
        inTransaction(operations, now -> operations.forEach(operation -> runApart(operation, now)));
    }

    private void inTransaction(List<Operation<?>> operations, Consumer<Instant> work) {
        try {
            session.beginWriting();
            work.accept(hold(operations));
            session.commit();
            rows.written().ifPresent(newest::committed);
        } catch (RuntimeException | Error e) {
            session.rollbackIfOpen();
            throw e;
        } finally {
            rows.letGo();
        }
        committed.run();
    }

    /**
     * Takes the operations' rows. The transaction's time is read once they are held, so that it is
     * not before the time of the step that wrote them last.
     */
    private Instant hold(List<Operation<?>> operations) {
        rows.hold(operations.stream().map(Operation::conversation).toList());
        return clock.now(session);
    }

    boolean isBroken() {
        return session.isBroken();
    }

    private void runApart(Operation<?> operation, Instant begun) {
        var now = begun;
        for (int run = 1; !ranAlone(operation, now, run == RUNS); run++) {
            now = hold(List.of(operation));
        }
    }

    /** Tells whether it is done with, be it by its failure. */
    private boolean ranAlone(Operation<?> operation, Instant now, boolean last) {
        session.mark();
        try {
            operation.run(tables, rows, now);
            session.releaseMark();
            return true;
        } catch (StoreUnavailableException | ContendedException e) {
            throw e;
        } catch (RuntimeException e) {
            session.rollbackToMark();
            rows.forget(operation.conversation());
            operation.failed(e);
            return last || !(e instanceof StaleRowException);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
