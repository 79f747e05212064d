package dev.parley.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Chooses which ready key gets the next free slot: the place for fairness between organizations.
 * Thread-safe; a key added before a call is seen by it.
 */
interface ReadyKeys<K> {

    void add(K key);

    /** Takes out the key to run next; null when none is ready. */
    @Nullable K next();

    boolean isEmpty();
}
