package dev.parley.ingest;

/** Says that what was asked may not be durable; the caller may ask again, with the same ids. */
public final class NotAcceptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAcceptedException(String message) {
        super(message);
    }

    public NotAcceptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
