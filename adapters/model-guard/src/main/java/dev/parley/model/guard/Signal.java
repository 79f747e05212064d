package dev.parley.model.guard;

import dev.parley.conversation.model.ModelException;

/** What the end of a call tells about the model's state. */
enum Signal {
    ANSWERED,
    /** It had too many calls. */
    REFUSED,
    /** It is overloaded or away; nobody can tell which. */
    TIMED_OUT,
    UNAVAILABLE,
    /** Nothing: it was called off, or the trouble lies in this prompt or this answer. */
    NONE;

    static Signal of(ModelException failure) {
        return switch (failure.kind()) {
            case RATE_LIMITED -> REFUSED;
            case TIMEOUT -> TIMED_OUT;
            case UNAVAILABLE -> UNAVAILABLE;
            case NOT_CALLED, REJECTED, BROKEN_ANSWER -> NONE;
        };
    }
}
