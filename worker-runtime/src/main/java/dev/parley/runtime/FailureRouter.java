package dev.parley.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Takes what could not be handled. A method returns when the report is durable; the record is
 * complete then. If it throws, the report is tried again in place until it succeeds, so the same
 * failure may be reported more than once. Thread-safe.
 */
public interface FailureRouter {

    /** Reports a record whose handler failed. */
    void failed(WorkRecord record, Throwable cause) throws Exception;

    /**
     * Keeps a record that was parked or can never be handled, with its raw bytes.
     *
     * @param turn number of the turn that was parked with it; null when none was
     */
    void deadLetter(RawRecord record, String cause, @Nullable Long turn) throws Exception;
}
