package dev.parley.runtime;

import java.util.ArrayDeque;

/**
 * Knows which offset of one partition may be committed: the one after the contiguous completed
 * prefix of what was read. Offsets may have gaps, as compaction and transactions leave them.
 *
 * <p>One thread begins records and asks for the position; any thread completes them.
 */
final class PartitionProgress {

    /** Nothing was read yet, so there is nothing to commit. */
    static final long NOWHERE = -1;

    private final ArrayDeque<Completion> open = new ArrayDeque<>();
    private long position = NOWHERE;

    /** Notes a record as read. Offsets grow from call to call. */
    Completion begin(long offset) {
        if (offset < position || (!open.isEmpty() && offset <= open.getLast().offset)) {
            throw new IllegalArgumentException(
                    "offset " + offset + " does not follow what was read before");
        }
        if (position == NOWHERE) {
            position = offset;
        }
        var completion = new Completion(offset);
        open.addLast(completion);
        return completion;
    }

    /** The offset to commit: everything below it is complete. {@link #NOWHERE} before any read. */
    long position() {
        while (!open.isEmpty() && open.getFirst().done) {
            position = open.removeFirst().offset + 1;
        }
        return position;
    }

    /** Records from the oldest incomplete to the newest read one. */
    int span() {
        position();
        return open.size();
    }

    /** One record's mark in its partition's progress. */
    static final class Completion {
        private final long offset;
        private volatile boolean done;

        private Completion(long offset) {
            this.offset = offset;
        }

        /** Marks the record as complete; once more changes nothing. */
        void complete() {
            done = true;
        }
    }
}
