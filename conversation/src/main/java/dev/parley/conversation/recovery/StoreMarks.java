package dev.parley.conversation.recovery;

import java.util.Optional;

/**
 * The mark that a store carries beside the conversations. It is lost with the newest commits, by
 * which a store that went back in time is known. Thread-safe.
 */
public interface StoreMarks {
    /** The store's mark; empty in a store that never had one. */
    Optional<StoreMark> newest();

    /**
     * Makes a new one, for good when this returns.
     *
     * @param from the number of the mark it takes the place of; 0 for none
     * @param to its own number, higher
     * @return empty, with nothing changed, when the store has another mark by now
     */
    Optional<StoreMark> advance(long from, long to);

    /**
     * Tells whether the store lacks what this process wrote last, which it had acknowledged. So a
     * store is known that went back by less than a mark, as long as the process lives. Costs a few
     * look-ups.
     */
    boolean lacksWrites();

    /** Says that what was written until now is known to be lost. */
    void forgetWrites();
}
