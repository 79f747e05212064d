package dev.parley.kafka;

import dev.parley.conversation.InstanceLease;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.runtime.Periodic;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those that hold turns, from its making to {@link #close}: its lease is renewed
 * after each third of its length, on a thread that does nothing else.
 */
public final class RunningInstance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningInstance.class);
    private static final int RENEWALS_PER_LEASE = 3;

    private final InstanceLease lease;
    private final Periodic renewals;

    RunningInstance(InstanceLease lease, Duration length) {
        this.lease = lease;
        this.renewals =
                new Periodic(
                        "parley-instance-lease",
                        length.dividedBy(RENEWALS_PER_LEASE),
                        lease::renew);
        try {
            lease.renew();
        } catch (StoreUnavailableException e) {
            LOG.warn("the lease of this process begins once the store answers: {}", e.toString());
        }
        renewals.start();
    }

    /** Its name and its lease. */
    public InstanceLease lease() {
        return lease;
    }

    /** Ends the lease; one that cannot be ended lapses by itself. */
    @Override
    public void close() {
        renewals.close();
        try {
            lease.leave();
        } catch (StoreUnavailableException e) {
            LOG.debug("the lease of this process lapses by itself: {}", e.toString());
        }
    }
}
