package dev.parley.runtime;

import java.util.Locale;

/** How one run of a record ended, as a metric tag. */
enum OutcomeKind {
    DONE,
    RETRY,
    PARKED,
    FAILED,
    POISON,
    UNKNOWN_SCHEMA,
    INFRASTRUCTURE,
    HANDED_BACK;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
