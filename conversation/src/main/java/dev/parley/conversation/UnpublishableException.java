package dev.parley.conversation;

/** Says that a trigger can never be published as it is, for example because it is too large. */
public final class UnpublishableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnpublishableException(String message, Throwable cause) {
        super(message, cause);
    }
}
