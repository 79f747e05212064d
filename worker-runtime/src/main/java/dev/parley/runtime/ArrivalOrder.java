package dev.parley.runtime;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** First ready, first run. */
final class ArrivalOrder<K> implements ReadyKeys<K> {

    private final ConcurrentLinkedQueue<K> keys = new ConcurrentLinkedQueue<>();

    @Override
    public void add(K key) {
        keys.add(key);
    }

    @Override
    public @Nullable K next() {
        return keys.poll();
    }

    @Override
    public boolean isEmpty() {
        return keys.isEmpty();
    }
}
