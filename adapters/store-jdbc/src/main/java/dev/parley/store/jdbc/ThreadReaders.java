package dev.parley.store.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/**
 * A few platform threads with a reading connection each, because SQLite's native calls would pin
 * the carriers of virtual threads. Every read sees what was committed before it began.
 */
final class ThreadReaders implements Readers {
    private final Inbox<Read<?>> inbox;
    private final List<Session> sessions;
    private final Lock gate;
    private final List<Thread> threads = new ArrayList<>();

    private record Read<T>(Function<Tables, T> query, Answer<T> answer) {
        void run(Tables tables, Lock gate) {
            if (answer.isAbandoned()) {
                return;
            }
            gate.lock();
            try {
                answer.give(query.apply(tables));
            } catch (RuntimeException | Error e) {
                answer.fail(e);
            } finally {
                gate.unlock();
            }
        }
    }

    /**
     * Starts a thread for each session.
     *
     * @param sessions closed with the readers
     * @param maxQueued reads that wait at most; further callers wait for a place
     * @param gate held by each read
     */
    ThreadReaders(List<Session> sessions, int maxQueued, Lock gate) {
        this.gate = gate;
        this.inbox = new Inbox<>(maxQueued);
        this.sessions = List.copyOf(sessions);
        for (var session : this.sessions) {
            threads.add(
                    Thread.ofPlatform()
                            .name("parley-store-reader-" + threads.size())
                            .daemon()
                            .start(() -> run(Tables.of(session))));
        }
    }

    @Override
    public <T> T read(Function<Tables, T> query, Duration timeout) {
        var read = new Read<>(query, new Answer<>());
        inbox.put(read, timeout);
        return read.answer().await(timeout);
    }

    private void run(Tables tables) {
        for (var read = inbox.take(); read != null; read = inbox.take()) {
            read.run(tables, gate);
        }
    }

    @Override
    public void close() {
        inbox.close(threads);
        sessions.forEach(Session::close);
    }
}
