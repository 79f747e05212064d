package dev.parley.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition from the moment it is assigned until it is given away. A partition that comes back
 * is another assignment, so what still ran for the old one cannot complete records of the new one.
 *
 * <p>The poll thread owns the progress and the plain fields; handlers enter and leave.
 */
final class Assignment {

    private final TopicPartition partition;
    private final PartitionProgress progress = new PartitionProgress();
    private final AtomicInteger running = new AtomicInteger();
    private final Set<Runnable> onReleased = ConcurrentHashMap.newKeySet();
    private volatile boolean released;

    private long committed = PartitionProgress.NOWHERE;
    private boolean paused;
    private boolean longSpan;

    Assignment(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    PartitionProgress progress() {
        return progress;
    }

    /**
     * Starts one record, which leaves again. False: the partition was given away, do not run it.
     */
    boolean enter() {
        running.incrementAndGet();
        if (released) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        if (running.decrementAndGet() == 0 && released) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    boolean isReleased() {
        return released;
    }

    /** Lets no more records start and raises the signal of those that run. */
    void release() {
        released = true;
        onReleased.forEach(this::fire);
    }

    /** Runs the action once on release; at once in this thread if that was before. */
    void onReleased(Runnable action) {
        onReleased.add(action);
        if (released && onReleased.remove(action)) {
            action.run();
        }
    }

    void forget(Runnable action) {
        onReleased.remove(action);
    }

    /**
     * Waits until no record runs.
     *
     * @param deadline in the terms of System.nanoTime
     * @return whether none runs
     */
    synchronized boolean awaitIdle(long deadline) throws InterruptedException {
        while (running.get() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
        return true;
    }

    int running() {
        return running.get();
    }

    /** The position that the broker has acknowledged for this assignment. */
    long committed() {
        return committed;
    }

    void committed(long position) {
        committed = Math.max(committed, position);
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    /** Whether it is paused for its span. */
    boolean isLongSpan() {
        return longSpan;
    }

    void longSpan(boolean now) {
        longSpan = now;
    }

    /** A new stay of the same partition, which the consumer has paused if it has paused this. */
    Assignment anew() {
        var next = new Assignment(partition);
        next.paused = paused;
        return next;
    }

    private void fire(Runnable action) {
        if (onReleased.remove(action)) {
            Thread.ofVirtual().name("parley-hand-back").start(action);
        }
    }
}
