package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Triggers.WakeReason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Keeps the sweep away from one conversation until it is let in. */
class MutedSweep implements Intervention {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ConversationId id;
    private final CountDownLatch wanted = new CountDownLatch(1);
    private volatile boolean muted = true;

    MutedSweep(ConversationId id) {
        this.id = id;
    }

    ConversationId id() {
        return id;
    }

    /**
     * Waits until the sweep found the conversation: its due moment has passed, and nothing else had
     * come.
     */
    void awaitOverdue() {
        Bound.await("the sweep finds " + id, LIMIT, wanted);
    }

    /** Lets the sweep wake the conversation. */
    void unmute() {
        muted = false;
    }

    @Override
    public boolean wakes(ConversationId conversation, WakeReason reason) {
        if (!muted || reason != WakeReason.DUE || !conversation.equals(id)) {
            return true;
        }
        wanted.countDown();
        return false;
    }
}
