package dev.parley.standalone.client;

/**
 * The server answered no; asking again brings the same answer. The message is fit to be shown to
 * the operator.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
