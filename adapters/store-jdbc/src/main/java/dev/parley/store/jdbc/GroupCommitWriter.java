package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps on one connection that writes. Steps that wait together share a transaction, and so
 * one synchronization with the disk; a caller hears of its step when that transaction is committed.
 *
 * <p>Steps of one conversation run in the order they were submitted. A step that fails takes
 * nothing with it: usually it fails before it has written. When a write fails, the whole
 * transaction is rolled back and its steps, which are pure, run once more with a savepoint each; so
 * savepoints cost nothing in a transaction where all goes well. The same second run serves steps
 * that another process got in the way of.
 *
 * <p>A broken connection is given up and the next transaction asks for a new one.
 */
final class GroupCommitWriter implements AutoCloseable {
    /** How often a transaction that the database rolled back for another's sake runs. */
    private static final int RUNS = 5;

    private static final Logger log = LoggerFactory.getLogger(GroupCommitWriter.class);

    private final Supplier<WritingSession> sessions;
    private final int maxBatch;
    private final Inbox<Operation<?>> inbox;
    private final Thread thread;
    private @Nullable WritingSession session;

    /**
     * Starts its thread.
     *
     * @param name of the thread
     * @param sessions gives the session to write with, once and after each that broke; closed with
     *     the writer
     * @param maxBatch steps in one transaction at most
     * @param maxQueued steps that wait at most; further callers wait for a place
     */
    GroupCommitWriter(String name, Supplier<WritingSession> sessions, int maxBatch, int maxQueued) {
        this.sessions = sessions;
        this.maxBatch = maxBatch;
        this.inbox = new Inbox<>(maxQueued);
        this.session = sessions.get();
        this.thread = Thread.ofPlatform().name(name).daemon().start(() -> run(new ArrayList<>()));
    }

    /**
     * Queues a step.
     *
     * @param timeout how long to wait for a place in the queue
     */
    <O> Answer<O> submit(Step<O> step, Duration timeout) {
        return submit(new Operation<>(step), timeout);
    }

    /** Queues other work. */
    <O> Answer<O> submit(Operation<O> operation, Duration timeout) {
        inbox.put(operation, timeout);
        return operation.answer();
    }

    /** Queues work that overtakes all that waits; no conversation's own. */
    <O> Answer<O> submitFirst(Operation<O> operation, Duration timeout) {
        inbox.putFirst(operation, timeout);
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
            batch.sort(Operation.BY_CONVERSATION);
            run(session(), batch);
        } catch (RuntimeException | Error e) {
            batch.forEach(operation -> operation.lost(e));
            giveUpIfBroken();
            return;
        }
        batch.forEach(Operation::committed);
    }

    private static void run(WritingSession session, List<Operation<?>> batch) {
        try {
            session.runTogether(batch);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            log.debug("{} steps run again, each by itself", batch.size(), e);
            runApart(session, batch);
        }
    }

    private static void runApart(WritingSession session, List<Operation<?>> batch) {
        for (int run = 1; ; run++) {
            try {
                session.runApart(batch);
                return;
            } catch (ContendedException e) {
                if (run == RUNS) {
                    throw new StoreUnavailableException(
                            "other transactions came first %d times".formatted(RUNS), e);
                }
            }
        }
    }

    private WritingSession session() {
        if (session == null) {
            session = sessions.get();
        }
        return session;
    }

    private void giveUpIfBroken() {
        var broken = session;
        if (broken != null && broken.isBroken()) {
            session = null;
            try {
                broken.close();
            } catch (RuntimeException e) {
                log.warn("a broken connection could not be given up", e);
            }
        }
    }

    /** Runs what is queued, refuses what comes later, and closes the connection. */
    @Override
    public void close() {
        inbox.close(List.of(thread));
        if (session != null) {
            session.close();
        }
    }
}
