package dev.parley.store.jdbc;

/**
 * Says that the database rolled the transaction back to let another one go: it may run once more.
 */
final class ContendedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContendedException(String message, Throwable cause) {
        super(message, cause);
    }
}
