package dev.parley.conversation;

import java.time.Duration;

/**
 * Which processes that hold turns are alive, as the store knows it: each renews a lease of its own,
 * so that a dead one is known within seconds however long its turns' leases are, and a thousand
 * turns cost one write. Thread-safe.
 *
 * <p>A process that was only paused finds its lease lapsed when it wakes: others may have taken its
 * turns, and the fence decides about each.
 */
public interface Instances {
    /**
     * Makes the instance's lease last so long from now, in store time. Leases of instances that are
     * long dead are forgotten.
     *
     * @return false when it had none, or had lapsed: its turns may be somebody else's
     * @throws StoreUnavailableException when the store does not answer; the lease may then have
     *     been renewed or not
     */
    boolean renew(String instance, Duration lease);

    /**
     * Ends the instance's lease at once, whose turns are then anybody's.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    void leave(String instance);
}
