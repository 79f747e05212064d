package dev.parley.standalone;

import org.jspecify.annotations.Nullable;

/** Ends a command; the message is fit to be shown to the operator as its only line. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        this(message, null);
    }

    CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
