package dev.parley.documents.lucene;

import java.time.Duration;

/**
 * How long a document waits for an embedding server that asks to be asked later.
 *
 * @param total of all waits together
 * @param rest waits
 */
record Patience(Duration total, Rest rest) {
    /** Waits for nobody. */
    static final Patience NONE = of(Duration.ZERO);

    /** Waits so long in all. */
    static Patience of(Duration total) {
        return new Patience(total, Thread::sleep);
    }

    /** Lets time go by. */
    @FunctionalInterface
    interface Rest {
        void rest(Duration time) throws InterruptedException;
    }
}
