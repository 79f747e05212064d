package dev.parley.ingest;

/** Says that as many streams are open as may be; the caller may come back later. */
public final class TooManyStreamsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean ofOrganization;

    TooManyStreamsException(boolean ofOrganization, int limit) {
        super(limit + " streams are open already");
        this.ofOrganization = ofOrganization;
    }

    /** Tells whether it is the caller's organization that has its share, and not the process. */
    public boolean isOfOrganization() {
        return ofOrganization;
    }
}
