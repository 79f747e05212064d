package dev.parley.ingest;

import java.time.Duration;

/** Says that an organization sends faster than it may. */
public final class TooManyMessagesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration after;

    TooManyMessagesException(Duration after) {
        super("too many messages", null, false, false);
        this.after = after;
    }

    /** When it may send the next one, if it sends none before. */
    public Duration after() {
        return after;
    }
}
