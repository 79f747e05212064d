package dev.parley.conversation.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says why texts could not be embedded; later it may work. Its message holds neither keys nor text.
 */
public final class EmbeddingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public EmbeddingException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    public EmbeddingException(
            String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the model asks to wait; absent when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
