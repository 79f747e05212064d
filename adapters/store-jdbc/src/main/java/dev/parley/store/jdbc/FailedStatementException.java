package dev.parley.store.jdbc;

/** Says that a statement, or a value of it, is wrong: running it again does not help. */
final class FailedStatementException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    FailedStatementException(String message, Throwable cause) {
        super(message, cause);
    }
}
