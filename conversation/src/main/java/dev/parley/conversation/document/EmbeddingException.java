package dev.parley.conversation.document;

import org.jspecify.annotations.Nullable;

/**
 * Says why texts could not be embedded; later it may work. Its message holds neither keys nor text.
 */
public final class EmbeddingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
