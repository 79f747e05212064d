package dev.parley.runtime;

import java.util.Locale;

/** How one run of a record ended, as a metric tag. */
enum OutcomeKind {
    DONE,
    RETRY,
    PARKED,
    FAILED,
    POISON,
    /** Waits for its schema, or for a build that knows its kind. */
    NEWER_BUILD,
    /** Given up, and its dead letter was refused: only the log names it. */
    UNREPORTED,
    INFRASTRUCTURE,
    HANDED_BACK;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
