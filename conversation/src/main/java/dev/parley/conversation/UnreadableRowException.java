package dev.parley.conversation;

/**
 * Says that a row holds what this build cannot read: a status of a newer build, or broken JSON. It
 * is a failure of whatever is about this row, never of the store: others go on, and asking again
 * helps only once a build that can read it is at work.
 */
public final class UnreadableRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
