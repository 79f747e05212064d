package dev.parley.runtime;

/**
 * Handles the records of one worker. Runs on a virtual thread: it may block as long as it needs,
 * the consumer's liveness does not depend on it.
 *
 * <p>Records of one key come one at a time in the order they were read; records of different keys
 * at the same time, so a handler is thread-safe. Delivery is at least once: a record may come again
 * after a crash or when its partition moves, even if it was handled, so a handler is idempotent.
 */
@FunctionalInterface
public interface RecordHandler {

    /**
     * Handles one record.
     *
     * @throws Exception is classified by the {@link FailureClassifier}: the record is then handled
     *     again in place, reported on the error topic or moved to the dead letters
     */
    Outcome handle(WorkRecord record) throws Exception;
}
