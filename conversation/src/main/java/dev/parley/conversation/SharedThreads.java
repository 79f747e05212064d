package dev.parley.conversation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time to compute, shared between organizations: whoever has had the least goes next, and a piece
 * of work that takes long lets others in between. So one organization, however much it has to
 * compute and however long each piece takes, holds up no other for more than a moment. Within an
 * organization the order is that of coming. Thread-safe.
 */
public final class SharedThreads implements AutoCloseable {
    /** How long a piece computes before others may come in between. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final int number;
    private final ThreadPoolExecutor threads;
    private final ThreadLocal<@Nullable Piece> current = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Organizations with something to do. */
    private final Map<String, Queue> queues = new HashMap<>();

    /** Those with something that is not worked on now, the next first. */
    private final TreeSet<Queue> ready =
            new TreeSet<>(
                    Comparator.comparingLong((Queue queue) -> queue.used)
                            .thenComparingLong(queue -> queue.number));

    private int working;
    private long numbers;

    /** What the one served last had used: who has had nothing to do begins there. */
    private long least;

    private boolean closed;

    /** What an organization has to do. */
    private static final class Queue {
        private final String organization;
        private final long number;
        private final Deque<Piece> waiting = new ArrayDeque<>();
        private final Deque<Piece> paused = new ArrayDeque<>();
        private int working;
        private long used;

        private Queue(String organization, long number, long used) {
            this.organization = organization;
            this.number = number;
            this.used = used;
        }

        private boolean isReady() {
            return !paused.isEmpty() || !waiting.isEmpty();
        }
    }

    private static final class Piece {
        private final Queue queue;
        private final FutureTask<?> task;
        private final Condition goOn;
        private boolean isPaused;
        private long since;

        private Piece(Queue queue, FutureTask<?> task, Condition goOn) {
            this.queue = queue;
            this.task = task;
            this.goOn = goOn;
        }
    }

    /**
     * Makes them; threads begin when they are needed.
     *
     * @param name what the threads' names begin with
     * @param number how many pieces are worked on at once
     */
    public SharedThreads(String name, int number) {
        this.name = name;
        this.number = number;
        this.threads =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE, // a thread for each piece that was begun
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /**
     * Has a piece of work done, on a platform thread.
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
            var queue = queues.get(organization);
            if (queue == null) {
                queue = new Queue(organization, numbers++, least);
                queues.put(organization, queue);
            }
            queue.waiting.add(new Piece(queue, task, lock.newCondition()));
            ready.add(queue);
            serve();
        } finally {
            lock.unlock();
        }
        return task;
    }

    /**
     * Within a piece: lets others come in between, where they wait and it has computed for long.
     * Anywhere else it does nothing.
     *
     * @return how long it has waited, in nanoseconds
     */
    public long breathe() {
        var piece = current.get();
        long now = System.nanoTime();
        if (piece == null || now - piece.since < SLICE_NANOS) {
            return 0;
        }
        lock.lock();
        try {
            var queue = piece.queue;
            count(piece, now);
            if (ready.isEmpty() || ready.first() == queue) {
                return 0;
            }
            piece.isPaused = true;
            queue.paused.add(piece);
            leave(queue);
            while (piece.isPaused) {
                piece.goOn.awaitUninterruptibly();
            }
            piece.since = System.nanoTime();
            return piece.since - now;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more work; what waits is still done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next go on, as many as may; under the lock. */
    private void serve() {
        while (working < number && !ready.isEmpty()) {
            var queue = ready.first();
            least = Math.max(least, queue.used);
            working++;
            queue.working++;
            var paused = queue.paused.poll();
            if (paused != null) {
                paused.isPaused = false;
                paused.goOn.signal();
            } else {
                var piece = queue.waiting.remove();
                threads.execute(() -> run(piece));
            }
            if (!queue.isReady()) {
                ready.remove(queue);
            }
        }
    }

    /** What a piece throws is its caller's. */
    private void run(Piece piece) {
        current.set(piece);
        piece.since = System.nanoTime();
        try {
            piece.task.run();
        } finally {
            current.remove();
            end(piece);
        }
    }

    private void end(Piece piece) {
        lock.lock();
        try {
            count(piece, System.nanoTime());
            leave(piece.queue);
        } finally {
            lock.unlock();
        }
    }

    /** Makes room for another piece; under the lock. */
    private void leave(Queue queue) {
        working--;
        queue.working--;
        if (queue.isReady()) {
            ready.add(queue);
        } else if (queue.working == 0) {
            queues.remove(queue.organization);
        }
        serve();
    }

    /** Counts what a piece has computed; under the lock. */
    private void count(Piece piece, long now) {
        var queue = piece.queue;
        boolean wasReady = ready.remove(queue); // its place depends on what it has used
        queue.used += now - piece.since;
        piece.since = now;
        if (wasReady) {
            ready.add(queue);
        }
    }
}
