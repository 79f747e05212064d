package dev.parley.store.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Says that somebody else wrote a row between its read and its write, or that the step never read
 * it.
 */
final class StaleRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleRowException(String message) {
        this(message, null);
    }

    StaleRowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
