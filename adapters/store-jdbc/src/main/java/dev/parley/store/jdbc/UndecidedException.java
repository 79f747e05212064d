package dev.parley.store.jdbc;

/** Carries the failure of a step that failed to decide, and so has written nothing. */
final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecidedException(Throwable cause) {
        super(cause);
    }
}
