package dev.parley.standalone.client;

/**
 * The server did not answer, or cannot now: what was asked may or may not have happened. Ask again.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    UnavailableException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }
}
