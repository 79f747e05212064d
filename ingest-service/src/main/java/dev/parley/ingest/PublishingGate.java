package dev.parley.ingest;

/**
 * Lets requests that publish in while what they publish can be acknowledged, so that the others are
 * refused at once instead of waiting in vain. Thread-safe; never blocks.
 */
public interface PublishingGate {
    /** Where nothing is in between. */
    PublishingGate OPEN =
            new PublishingGate() {
                @Override
                public boolean enter() {
                    return true;
                }

                @Override
                public void leave() {}
            };

    /**
     * Asks for a request; {@link #leave} is to follow when it may go on.
     *
     * @return false when nothing that it publishes would be acknowledged
     */
    boolean enter();

    /** Says that the request is over. */
    void leave();
}
