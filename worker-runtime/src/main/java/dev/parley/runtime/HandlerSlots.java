package dev.parley.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs ready keys on at most so many virtual threads at once. A thread goes on with the next ready
 * key instead of ending, so that a busy worker starts few threads.
 */
final class HandlerSlots<K> {

    /** Virtual threads are not preempted: after so many keys a thread lets others have the CPU. */
    private static final int KEYS_BEFORE_YIELD = 16;

    private final int max;
    private final ReadyKeys<K> ready;
    private final Consumer<K> work;
    private final ThreadFactory threads;
    private final AtomicInteger busy = new AtomicInteger();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /**
     * @param work runs one key; must not throw
     */
    HandlerSlots(int max, ReadyKeys<K> ready, Consumer<K> work, ThreadFactory threads) {
        this.max = max;
        this.ready = ready;
        this.work = work;
        this.threads = threads;
    }

    /** Runs the key when its turn comes: at once, on another thread, if a slot is free. */
    void offer(K key) {
        ready.add(key);
        if (takeSlot()) {
            threads.newThread(this::run).start();
        }
    }

    int busy() {
        return busy.get();
    }

    /** Interrupts whatever runs, when it was given the time to end by itself. */
    void interrupt() {
        running.forEach(Thread::interrupt);
    }

    private void run() {
        running.add(Thread.currentThread());
        try {
            do {
                runReadyKeys();
                // A key that was added after the last look found no free slot: look again.
            } while (!ready.isEmpty() && takeSlot());
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // without preemption a yield is what shares the CPU
    private void runReadyKeys() {
        try {
            int keys = 0;
            for (var key = ready.next(); key != null; key = ready.next()) {
                work.accept(key);
                if (++keys % KEYS_BEFORE_YIELD == 0) {
                    Thread.yield();
                }
            }
        } finally {
            busy.decrementAndGet();
        }
    }

    private boolean takeSlot() {
        int taken = busy.get();
        while (taken < max) {
            if (busy.compareAndSet(taken, taken + 1)) {
                return true;
            }
            taken = busy.get();
        }
        return false;
    }
}
