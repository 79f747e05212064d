package dev.parley.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Groups of keys by turns, within a group first ready, first run: a group with a thousand ready
 * keys gets one slot before every other that has some, and then the next.
 */
final class GroupsInTurn<K> implements ReadyKeys<K> {
    private final Function<K, String> group;
    private final ReentrantLock lock = new ReentrantLock();

    /** What is ready, by group; the first is next. */
    private final LinkedHashMap<String, Deque<K>> ready = new LinkedHashMap<>();

    /**
     * @param group of a key; the same each time
     */
    GroupsInTurn(Function<K, String> group) {
        this.group = group;
    }

    @Override
    public void add(K key) {
        var name = group.apply(key);
        lock.lock();
        try {
            ready.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable K next() {
        lock.lock();
        try {
            var first = ready.pollFirstEntry();
            if (first == null) {
                return null;
            }
            var keys = first.getValue();
            var key = keys.remove();
            if (!keys.isEmpty()) {
                ready.put(first.getKey(), keys);
            }
            return key;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEmpty() {
        lock.lock();
        try {
            return ready.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
