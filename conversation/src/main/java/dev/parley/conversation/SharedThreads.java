package dev.parley.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads for work that computes, which organizations take in turns: one that has a
 * thousand pieces waiting is served once before every other that waits is, and then again. Within
 * an organization the order is that of coming. Thread-safe.
 */
public final class SharedThreads implements AutoCloseable {
    private final String name;
    private final int number;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** What waits, by organization; the first is served next. */
    private final LinkedHashMap<String, Deque<FutureTask<?>>> waiting = new LinkedHashMap<>();

    private final List<Thread> threads = new ArrayList<>();
    private int idle;
    private boolean closed;

    /**
     * Makes them; they begin when they are needed.
     *
     * @param name what the threads' names begin with
     * @param number how many pieces are worked on at once
     */
    public SharedThreads(String name, int number) {
        this.name = name;
        this.number = number;
    }

    /**
     * Has a piece of work done.
     *
     * @throws RejectedExecutionException after {@link #close}
     */
    public <T> Future<T> submit(String organization, Callable<T> work) {
        var task = new FutureTask<>(work);
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException(name + " threads take no more work");
            }
            waiting.computeIfAbsent(organization, _ -> new ArrayDeque<>()).add(task);
            if (idle == 0 && threads.size() < number) {
                threads.add(
                        Thread.ofPlatform()
                                .daemon()
                                .name(name + "-" + threads.size())
                                .start(this::run));
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        return task;
    }

    /** Takes no more work; what waits is still done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What a piece throws is its caller's. */
    private void run() {
        for (var task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private @Nullable FutureTask<?> next() {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (closed) {
                    return null;
                }
                idle++;
                changed.awaitUninterruptibly();
                idle--;
            }
            var first = waiting.pollFirstEntry();
            var pieces = first.getValue();
            var task = pieces.remove();
            if (!pieces.isEmpty()) {
                waiting.put(first.getKey(), pieces);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }
}
