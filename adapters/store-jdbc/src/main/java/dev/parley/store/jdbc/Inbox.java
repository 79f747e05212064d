package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from callers to the threads that hold the connections. A full one makes callers
 * wait; nothing that was taken in is lost, not even by closing.
 */
final class Inbox<T> {
    private final BlockingDeque<T> queue;
    private volatile boolean closed;

    Inbox(int capacity) {
        queue = new LinkedBlockingDeque<>(capacity);
    }

    /**
     * Takes an item in.
     *
     * @throws StoreUnavailableException when there is no place in time, the caller is interrupted,
     *     or it is closed: the item is not in then
     */
    void put(T item, Duration timeout) {
        put(item, timeout, queue::offerLast);
    }

    /** Takes an item in before all others, under the same conditions. */
    void putFirst(T item, Duration timeout) {
        put(item, timeout, queue::offerFirst);
    }

    private void put(T item, Duration timeout, Offer<T> offer) {
        refuseIfClosed();
        try {
            if (!offer.to(item, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("the store's queue stayed full for " + timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted before the store took it", e);
        }
        if (closed && queue.remove(item)) {
            refuseIfClosed();
        }
    }

    /** One of the queue's ways in. */
    private interface Offer<T> {
        boolean to(T item, long timeout, TimeUnit unit) throws InterruptedException;
    }

    /** Waits for the next item; null when it is closed and empty. */
    @Nullable T take() {
        while (true) {
            try {
                return closed ? queue.poll() : queue.take();
            } catch (InterruptedException e) {
                // Only close() interrupts a taker: the flag is set now.
            }
        }
    }

    /** Moves further items that are in already, at most {@code limit}. */
    void drainTo(Collection<? super T> items, int limit) {
        queue.drainTo(items, limit);
    }

    int size() {
        return queue.size();
    }

    /** Refuses further items and waits until the takers have worked off what is in. */
    void close(List<Thread> takers) {
        closed = true;
        takers.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (var taker : takers) {
            while (taker.isAlive()) {
                try {
                    taker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw unavailable("the store is closed");
        }
    }

    private static StoreUnavailableException unavailable(String message) {
        return new StoreUnavailableException(message, new IllegalStateException(message));
    }
}
