package dev.parley.store.jdbc;

/** Says that somebody else wrote a row between its read and its write. */
final class StaleRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleRowException(String message) {
        super(message);
    }
}
