package dev.parley.runtime;

/**
 * Tells long work that its partition is being given away or its processor is closing. Work that
 * ends within the drain deadline is still committed; whatever else is returned or thrown after the
 * signal was raised leaves the record to its next owner. Thread-safe.
 */
public interface HandBackSignal {

    /** A signal that is never raised, for handlers called outside a processor. */
    HandBackSignal NEVER =
            new HandBackSignal() {
                @Override
                public boolean isRaised() {
                    return false;
                }

                @Override
                public void onRaised(Runnable action) {}
            };

    /** Whether the record should be handed back as soon as that is cheaper than finishing it. */
    boolean isRaised();

    /**
     * Runs an action once when the signal is raised, on a thread of its own; in the calling thread
     * if it is raised already. The action is forgotten when the handler returns.
     */
    void onRaised(Runnable action);
}
