package dev.parley.conversation.deadletter;

/** What becomes of a dead letter. */
public enum DeadLetterState {
    /** Nobody has decided. */
    OPEN,
    /** It was given to the pipeline again. */
    REDRIVEN,
    /** Nobody wants it any more. */
    DISCARDED
}
