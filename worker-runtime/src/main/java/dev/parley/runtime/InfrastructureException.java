package dev.parley.runtime;

/**
 * Something a handler needs is down and the record is not to blame. Handlers throw it, or wrap what
 * their stores throw in it, when the {@link FailureClassifier} would not see that by itself.
 */
public final class InfrastructureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InfrastructureException(String message, Throwable cause) {
        super(message, cause);
    }

    public InfrastructureException(String message) {
        super(message);
    }
}
