package dev.parley.standalone.client;

/**
 * The server answered no; asking again brings the same answer. The message is fit to be shown to
 * the operator.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;
    private final String reason;

    RefusedException(int status, String message) {
        this(status, "", message, message);
    }

    RefusedException(int status, String kind, String reason, String message) {
        super(message);
        this.status = status;
        this.kind = kind;
        this.reason = reason;
    }

    /** The kind of refusal, a URI; empty when the server does not say. */
    public String kind() {
        return kind;
    }

    /** What the server says, without where it was asked. */
    public String reason() {
        return reason;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
