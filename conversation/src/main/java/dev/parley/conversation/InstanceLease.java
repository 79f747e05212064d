package dev.parley.conversation;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * This process among the {@link Instances}: its name, under which it holds turns, and its lease.
 * Thread-safe; one thread calls {@link #renew}, several times within the lease.
 */
public final class InstanceLease {
    private final Instances instances;
    private final Duration lease;
    private final String name = UUID.randomUUID().toString();
    private final List<Runnable> onLapse = new CopyOnWriteArrayList<>();
    private boolean joined;

    /** Makes an instance with a name of its own. */
    public InstanceLease(Instances instances, Duration lease) {
        this.instances = instances;
        this.lease = lease;
    }

    /** What turns name as their holder. */
    public String name() {
        return name;
    }

    /**
     * Has this done whenever the lease was found lapsed: the process must look what it still has.
     */
    public void onLapse(Runnable check) {
        onLapse.add(check);
    }

    /**
     * Renews the lease. A store that does not answer costs this renewal.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public void renew() {
        boolean held = instances.renew(name, lease);
        if (!held && joined) {
            onLapse.forEach(Runnable::run);
        }
        joined = true;
    }

    /**
     * Ends the lease, once nothing is worked on any more. One that cannot be ended lapses.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public void leave() {
        instances.leave(name);
    }
}
