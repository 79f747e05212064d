package dev.parley.model.offline;

import dev.parley.conversation.model.ModelException;
import java.time.Duration;

/** How one call of the offline model ends, for tests and rehearsals of failure. */
enum ScriptedOutcome {
    OK,
    RATE_LIMITED,
    TIMEOUT,
    UNAVAILABLE,
    REJECTED,
    BROKEN_ANSWER;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Throws what a real model would, or returns. */
    void throwIfFailure() throws ModelException {
        switch (this) {
            case OK -> {}
            case RATE_LIMITED ->
                    throw new ModelException(
                            ModelException.Kind.RATE_LIMITED,
                            "scripted: rate limited",
                            RETRY_AFTER,
                            null);
            case TIMEOUT -> throw failure(ModelException.Kind.TIMEOUT);
            case UNAVAILABLE -> throw failure(ModelException.Kind.UNAVAILABLE);
            case REJECTED -> throw failure(ModelException.Kind.REJECTED);
            case BROKEN_ANSWER -> throw failure(ModelException.Kind.BROKEN_ANSWER);
        }
    }

    private static ModelException failure(ModelException.Kind kind) {
        return new ModelException(kind, "scripted failure", null, null);
    }
}
