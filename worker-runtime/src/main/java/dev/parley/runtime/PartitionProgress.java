package dev.parley.runtime;

import java.util.ArrayDeque;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

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
    private Optional<Integer> leaderEpoch = Optional.empty();

    /** Whether the record may come next: offsets grow, unless the partition was made anew. */
    boolean isFollowedBy(long offset) {
        return offset >= position && (open.isEmpty() || offset > open.getLast().offset);
    }

    /** Notes a record as read. Offsets grow from call to call. */
    Completion begin(long offset) {
        return begin(offset, Optional.empty());
    }

    /** Notes a record that a leader of this epoch gave, as far as that is known. */
    Completion begin(long offset, Optional<Integer> leaderEpoch) {
        return begin(offset, leaderEpoch, System.nanoTime());
    }

    /**
     * Notes a record as read.
     *
     * @param now as System.nanoTime
     */
    Completion begin(long offset, Optional<Integer> leaderEpoch, long now) {
        if (!isFollowedBy(offset)) {
            throw new IllegalArgumentException(
                    "offset " + offset + " does not follow what was read before");
        }
        if (position == NOWHERE) {
            position = offset;
        }
        var completion = new Completion(offset, leaderEpoch, now);
        open.addLast(completion);
        return completion;
    }

    /** The oldest record that is read and not complete; null when there is none. */
    @Nullable Completion oldest() {
        position();
        return open.peekFirst();
    }

    /** The offset to commit: everything below it is complete. {@link #NOWHERE} before any read. */
    long position() {
        while (!open.isEmpty() && open.getFirst().done) {
            var done = open.removeFirst();
            position = done.offset + 1;
            leaderEpoch = done.leaderEpoch;
        }
        return position;
    }

    /**
     * What to commit: the position, and whose log it is a position in. A consumer that begins there
     * notices by it when that log was cut off meanwhile.
     */
    OffsetAndMetadata committable() {
        return new OffsetAndMetadata(position(), leaderEpoch, "");
    }

    /** Records from the oldest incomplete to the newest read one. */
    int span() {
        position();
        return open.size();
    }

    /** One record's mark in its partition's progress. */
    static final class Completion {
        private final long offset;
        private final Optional<Integer> leaderEpoch;
        private final long begun;
        private volatile boolean done;

        private Completion(long offset, Optional<Integer> leaderEpoch, long begun) {
            this.offset = offset;
            this.leaderEpoch = leaderEpoch;
            this.begun = begun;
        }

        long offset() {
            return offset;
        }

        /** When the record was read, as System.nanoTime. */
        long begun() {
            return begun;
        }

        /** Marks the record as complete; once more changes nothing. */
        void complete() {
            done = true;
        }
    }
}
