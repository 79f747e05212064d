package dev.parley.runtime;

import java.time.Duration;

/** What the engine does with a record after one run. */
sealed interface Verdict {

    /** The record is over: its offset counts as completed. */
    enum Complete implements Verdict {
        COMPLETE
    }

    /** The record waits in place and runs again. */
    record Again(Duration after) implements Verdict {}
}
