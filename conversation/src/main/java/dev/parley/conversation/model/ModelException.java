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
        /** Too many calls or tokens for now. */
        RATE_LIMITED,
        /** No answer in time. */
        TIMEOUT,
        /** It cannot be reached, fails by itself, or does not take our key. */
        UNAVAILABLE,
        /** It was not asked, for too many of its latest calls failed; that costs nobody a try. */
        NOT_CALLED,
        /** The model refuses this prompt or its own answer to it; the same again is no use. */
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
