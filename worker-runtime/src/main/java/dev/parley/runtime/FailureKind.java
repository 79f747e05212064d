package dev.parley.runtime;

/** What a failure is about, which decides what becomes of the record. */
public enum FailureKind {
    /** Something the worker needs is down: tried again in place without end, no attempt used up. */
    INFRASTRUCTURE,
    /** This record cannot be handled now: reported on the error topic, then complete. */
    RECORD,
    /**
     * This record cannot be handled now and no later one of its key may overtake it: tried again in
     * place so many times, then moved to the dead letters.
     */
    IN_ORDER,
    /** This record can never be handled: moved to the dead letters with its raw bytes. */
    POISON
}
