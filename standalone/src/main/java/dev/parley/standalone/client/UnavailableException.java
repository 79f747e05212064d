package dev.parley.standalone.client;

import org.jspecify.annotations.Nullable;

/**
 * The server did not answer, or cannot now: what was asked may or may not have happened. Ask again.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
