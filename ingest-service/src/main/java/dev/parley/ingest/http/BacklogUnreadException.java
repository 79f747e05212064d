package dev.parley.ingest.http;

import org.jspecify.annotations.Nullable;

/** Says that nobody can tell at the moment whether a message is on its way. */
final class BacklogUnreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BacklogUnreadException(String message) {
        this(message, null);
    }

    BacklogUnreadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
