package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.MarkFollowedUp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which replies were followed up, and marks them in the store many at a time: one write
 * for a conversation however many replies it had meanwhile. What is lost with the process is
 * followed up once more. Thread-safe.
 */
final class FollowUpMarks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpMarks.class);

    /** Beyond that many conversations marks are dropped, which costs less than memory. */
    private static final int MOST = 10_000;

    private final ConversationStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<ConversationId, Set<Long>> pending = new HashMap<>();

    FollowUpMarks(ConversationStore store) {
        this.store = store;
    }

    /** The reply at that position was followed up. */
    void done(ConversationId id, long outSeq) {
        add(id, Set.of(outSeq));
    }

    /** Writes what is remembered; what the store could not take is remembered still. */
    void flush() {
        var taken = take();
        if (taken.isEmpty()) {
            return;
        }
        List<MarkFollowedUp> steps =
                taken.entrySet().stream()
                        .map(entry -> new MarkFollowedUp(entry.getKey(), entry.getValue()))
                        .toList();
        try {
            store.applyAll(steps);
        } catch (StoreUnavailableException e) {
            taken.forEach(this::add);
            throw e;
        }
    }

    /** Writes the rest; without the store they are lost. */
    @Override
    public void close() {
        try {
            flush();
        } catch (RuntimeException e) {
            LOG.info("some replies are followed up again later: {}", e.toString());
        }
    }

    private Map<ConversationId, Set<Long>> take() {
        lock.lock();
        try {
            var taken = pending;
            pending = new HashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void add(ConversationId id, Set<Long> outSeqs) {
        lock.lock();
        try {
            if (pending.size() < MOST || pending.containsKey(id)) {
                pending.computeIfAbsent(id, _ -> new HashSet<>()).addAll(outSeqs);
            }
        } finally {
            lock.unlock();
        }
    }
}
