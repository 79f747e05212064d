package dev.parley.benchmarks.soak;

/**
 * What came back.
 *
 * @param status of HTTP, or {@link #CLOSED} or {@link #SILENT}
 * @param text the beginning of what followed
 */
record RawAnswer(int status, String text) {
    /** The connection ended without an answer. */
    static final int CLOSED = 0;

    /** There was no answer in time. */
    static final int SILENT = -1;

    private static final int SERVER_ERRORS = 500;

    /** Tells whether it must never come: an error of the server, or none of anything in time. */
    boolean isFailure() {
        return status >= SERVER_ERRORS || status == SILENT;
    }

    /** The status as people read it. */
    static String label(int status) {
        return switch (status) {
            case CLOSED -> "closed";
            case SILENT -> "silent";
            default -> String.valueOf(status);
        };
    }
}
