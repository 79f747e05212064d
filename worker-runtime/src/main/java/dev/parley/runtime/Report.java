package dev.parley.runtime;

import org.jspecify.annotations.Nullable;

/** What is still to be told about a record whose handler is over. */
sealed interface Report {

    void send(FailureRouter router) throws Exception;

    /**
     * What to tell instead when this one can never be sent, because of what it holds.
     *
     * @return null when nothing is left
     */
    @Nullable Report insteadOf(TrackedRecord record, Throwable refusal);

    /** A failure, for the error topic. */
    record Failed(WorkRecord record, Throwable cause) implements Report {
        @Override
        public void send(FailureRouter router) throws Exception {
            router.failed(record, cause);
        }

        @Override
        public Report insteadOf(TrackedRecord tracked, Throwable refusal) {
            return new GivenUp(
                    tracked.toRaw(), cause + "; its report was refused: " + refusal, null);
        }
    }

    /** A record that is given up, for the dead letters. */
    record GivenUp(RawRecord record, String cause, @Nullable Long turn) implements Report {
        @Override
        public void send(FailureRouter router) throws Exception {
            router.deadLetter(record, cause, turn);
        }

        @Override
        public @Nullable Report insteadOf(TrackedRecord tracked, Throwable refusal) {
            return null;
        }
    }
}
