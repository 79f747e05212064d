package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs steps on the one connection that writes. Steps that wait together share a transaction, and
 * so one synchronization with the disk; a caller hears of its step when that transaction is
 * committed.
 *
 * <p>Steps run in the order they were submitted. A step that fails takes nothing with it: usually
 * it fails before it has written. When a write fails, the whole transaction is rolled back and its
 * steps, which are pure, run once more with a savepoint each; so savepoints cost nothing in a
 * transaction where all goes well.
 */
final class GroupCommitWriter implements AutoCloseable {
    private final Session session;
    private final Tables tables;
    private final StoreClock clock;
    private final int maxBatch;
    private final Inbox<Operation<?>> inbox;
    private final Thread thread;

    /**
     * Starts its thread.
     *
     * @param session its connection from now on; closed with the writer
     * @param maxBatch steps in one transaction at most
     * @param maxQueued steps that wait at most; further callers wait for a place
     */
    GroupCommitWriter(Session session, StoreClock clock, int maxBatch, int maxQueued) {
        this.session = session;
        this.tables = Tables.of(session);
        this.clock = clock;
        this.maxBatch = maxBatch;
        this.inbox = new Inbox<>(maxQueued);
        this.thread =
                Thread.ofPlatform()
                        .name("parley-store-writer")
                        .daemon()
                        .start(() -> run(new ArrayList<>()));
    }

    /**
     * Queues a step.
     *
     * @param timeout how long to wait for a place in the queue
     */
    <O> Answer<O> submit(Step<O> step, Duration timeout) {
        var operation = new Operation<>(step);
        inbox.put(operation, timeout);
        return operation.answer();
    }

    /** How many steps wait to be taken. */
    int queued() {
        return inbox.size();
    }

    private void run(List<Operation<?>> batch) {
        for (var first = inbox.take(); first != null; first = inbox.take()) {
            batch.add(first);
            inbox.drainTo(batch, maxBatch - 1);
            batch.removeIf(operation -> operation.answer().isAbandoned());
            commit(batch);
            batch.clear();
        }
    }

    private void commit(List<Operation<?>> batch) {
        try {
            session.beginWriting();
            if (!ranTogether(batch)) {
                session.rollback();
                session.beginWriting();
                batch.forEach(this::runApart);
            }
            session.commit();
        } catch (RuntimeException | Error e) {
            session.rollbackIfOpen();
            batch.forEach(operation -> operation.lost(e));
            return;
        }
        batch.forEach(Operation::committed);
    }

    private boolean ranTogether(List<Operation<?>> batch) {
        try {
            for (var operation : batch) {
                operation.run(tables, clock.now());
            }
            return true;
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void runApart(Operation<?> operation) {
        session.mark();
        try {
            operation.run(tables, clock.now());
            session.releaseMark();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            session.rollbackToMark();
            operation.failed(e);
        }
    }

    /** Runs what is queued, refuses what comes later, and closes the connection. */
    @Override
    public void close() {
        inbox.close(List.of(thread));
        session.close();
    }
}
