package dev.parley.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of each key apart and in order, and says which keys are ready to run: those
 * whose first record neither runs nor waits. Thread-safe, without a lock over all keys.
 */
final class KeyQueues<T> {

    private final ConcurrentHashMap<String, KeyQueue<T>> queues = new ConcurrentHashMap<>();
    private final Consumer<KeyQueue<T>> ready;

    /**
     * @param ready told each time a key becomes ready, once until it was taken
     */
    KeyQueues(Consumer<KeyQueue<T>> ready) {
        this.ready = ready;
    }

    void add(String key, T record) {
        while (true) {
            var queue = queues.computeIfAbsent(key, KeyQueue::new);
            switch (queue.append(record)) {
                case MADE_READY -> {
                    ready.accept(queue);
                    return;
                }
                case BEHIND_OTHERS -> {
                    return;
                }
                case RETIRED -> queues.remove(key, queue);
            }
        }
    }

    /** The next record of a ready key, which runs from now on; null when they were all dropped. */
    @Nullable T take(KeyQueue<T> queue) {
        var record = queue.take();
        if (record == null) {
            queues.remove(queue.key(), queue);
        }
        return record;
    }

    /** The running record is over; the next one of its key becomes ready. */
    void finish(KeyQueue<T> queue) {
        if (queue.finish()) {
            ready.accept(queue);
        } else {
            queues.remove(queue.key(), queue);
        }
    }

    /** The running record waits until it is woken; its key stays blocked. */
    void delay(KeyQueue<T> queue) {
        queue.delay();
    }

    /** A record that waited is ready again; nothing happens if it was dropped meanwhile. */
    void wake(KeyQueue<T> queue, T record) {
        if (queue.wake(record)) {
            ready.accept(queue);
        }
    }

    /** Drops all records that match and do not run; waiting ones too. */
    void drop(Predicate<T> unwanted, Consumer<T> dropped) {
        for (var queue : queues.values()) {
            if (queue.drop(unwanted, dropped)) {
                ready.accept(queue);
            } else if (queue.isRetired()) {
                queues.remove(queue.key(), queue);
            }
        }
    }

    /** Keys with a record that is not over. */
    int size() {
        return queues.size();
    }
}
