package dev.parley.conversation.recovery;

/** There is more to read than may be held at once: a later moment is to be chosen. */
public final class TooMuchHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooMuchHistoryException(String message) {
        super(message);
    }
}
