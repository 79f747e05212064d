package dev.parley.conversation;

import java.util.List;

/**
 * The lock of a conversation while a turn of it is worked on. It saves useless work and promises
 * nothing: every outcome, and its loss at any moment, leaves the pipeline correct, because the
 * store decides.
 *
 * <p>The token is the turn's number, so that whoever works on the turn can renew and release it and
 * nobody else can. It lasts as long as the conversation's organization wants ({@code
 * Policies.cooldown}), or else the configured time. Thread-safe. No method throws because the lock
 * service is down.
 */
public interface Cooldown {
    /** What came of an attempt to take it. */
    enum Acquisition {
        ACQUIRED,
        /** Somebody holds it. */
        BUSY,
        /** The lock service does not answer; go on without it. */
        UNREACHABLE
    }

    /** Takes the lock for the turn, for its time, if nobody holds it. */
    Acquisition acquire(ConversationId conversation, long turn);

    /**
     * Makes many locks last their time from now, in as few calls as the lock service can. Those
     * that are not held by their turn stay as they are.
     *
     * @return how many last longer now; fewer when the lock service does not answer
     */
    int renewAll(List<Held> locks);

    /** The same for one lock, and whether the turn holds it. */
    default boolean renew(ConversationId conversation, long turn) {
        return renewAll(List.of(new Held(conversation, turn))) == 1;
    }

    /** A lock, and the turn that is believed to hold it. */
    record Held(ConversationId conversation, long turn) {}

    /** Gives the lock back if this turn holds it; another turn's lock stays. */
    void release(ConversationId conversation, long turn);
}
