package dev.parley.ingest;

/**
 * Says that as many requests wait, or are at work, as may; the caller may ask again a little later.
 */
public final class TooManyWaitingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyWaitingException(int limit) {
        super(limit + " requests are waiting or at work already");
    }
}
