package dev.parley.runtime;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of one key in the order they were read, of which the first may run or wait.
 * Thread-safe. A queue that runs empty retires: it takes no more records and another one follows
 * it.
 */
@SuppressWarnings("ReferenceEquality") // a record is itself, not one that is equal
final class KeyQueue<T> {

    /** What a record found when it was appended. */
    enum Appended {
        /** The queue was idle and must be made ready now. */
        MADE_READY,
        /** Others of the key come first. */
        BEHIND_OTHERS,
        /** Too late: use the queue that follows this one. */
        RETIRED
    }

    private enum State {
        IDLE,
        READY,
        RUNNING,
        DELAYED,
        RETIRED
    }

    private final String key;
    private final ArrayDeque<T> records = new ArrayDeque<>(2);
    private State state = State.IDLE;

    KeyQueue(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    synchronized Appended append(T record) {
        if (state == State.RETIRED) {
            return Appended.RETIRED;
        }
        records.addLast(record);
        if (state != State.IDLE) {
            return Appended.BEHIND_OTHERS;
        }
        state = State.READY;
        return Appended.MADE_READY;
    }

    /** Starts the first record of a ready queue; null, and retired, when all were dropped. */
    synchronized @Nullable T take() {
        var first = records.peekFirst();
        state = first == null ? State.RETIRED : State.RUNNING;
        return first;
    }

    /** Ends the running record. True: the next one is ready; false: the queue retired. */
    synchronized boolean finish() {
        records.removeFirst();
        state = records.isEmpty() ? State.RETIRED : State.READY;
        return state == State.READY;
    }

    /** Puts the running record back to wait, with the key blocked, until {@link #wake}. */
    synchronized void delay() {
        state = State.DELAYED;
    }

    /** Makes the queue ready if that record is what it waits for. */
    synchronized boolean wake(T record) {
        if (state != State.DELAYED || records.peekFirst() != record) {
            return false;
        }
        state = State.READY;
        return true;
    }

    /** Drops the records that match and do not run. True: the queue was made ready by that. */
    synchronized boolean drop(Predicate<T> unwanted, Consumer<T> dropped) {
        var running = state == State.RUNNING ? records.removeFirst() : null;
        var waiting = records.peekFirst();
        records.removeIf(record -> {
            boolean matches = unwanted.test(record);
            if (matches) {
                dropped.accept(record);
            }
            return matches;
        });
        if (running != null) {
            records.addFirst(running);
        }
        if (state != State.DELAYED || records.peekFirst() == waiting) {
            return false;
        }
        state = records.isEmpty() ? State.RETIRED : State.READY;
        return state == State.READY;
    }

    synchronized boolean isRetired() {
        return state == State.RETIRED;
    }
}
