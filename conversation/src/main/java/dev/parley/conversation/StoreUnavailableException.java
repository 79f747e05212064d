package dev.parley.conversation;

/**
 * Says that the store could not be reached or did not answer in time; what was asked may be
 * repeated.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
