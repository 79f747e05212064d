package dev.parley.runtime;

/**
 * Takes what could not be handled. A method returns when the report is durable; the record is
 * complete then. If it throws, the report is tried again in place until it succeeds, so the same
 * failure may be reported more than once. Thread-safe.
 */
public interface FailureRouter {

    /** Reports a record whose handler failed. */
    void failed(WorkRecord record, Throwable cause) throws Exception;

    /** Keeps a record that was parked or can never be handled, with its raw bytes. */
    void deadLetter(RawRecord record, String cause) throws Exception;
}
