package dev.parley.conversation.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says why a model gave no usable answer. Its message holds neither keys nor prompt text. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /** The causes a caller may want to tell apart. */
    public enum Kind {
        RATE_LIMITED,
        TIMEOUT,
        UNAVAILABLE,
        /** The model refuses this prompt. */
        REJECTED,
        /** The answer was cut, empty or not understood. */
        BROKEN_ANSWER
    }

    public ModelException(
            Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the model asks to wait; absent when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
