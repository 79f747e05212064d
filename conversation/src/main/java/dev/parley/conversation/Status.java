package dev.parley.conversation;

/** Where a conversation stands. */
public enum Status {
    /** It has a first message and no turn yet. */
    NEW,
    /** The pipeline answers it. */
    OPEN,
    /** It waits for a person; messages are theirs. */
    PENDING_HUMAN,
    /** Its matter is settled; a new message opens it again. */
    RESOLVED,
    /** It ended by inactivity or by an operator; a new message opens it again. */
    CLOSED,
    /**
     * All that was said in it is gone for good; only this row is left, so that nothing comes back.
     */
    ERASED;

    /** Tells whether the conversation has ended, for now or for good. */
    public boolean isEnded() {
        return this == RESOLVED || this == CLOSED || this == ERASED;
    }
}
