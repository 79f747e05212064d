package dev.parley.model.completions;

import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the calls that run at once, and the time of each. Further calls wait for a slot, in order,
 * and their waiting counts as time of the call. Thread-safe.
 */
public final class CallSlots {
    private final Semaphore slots;
    private final Duration timeout;

    /** So many calls at once, each of this time at most. */
    public CallSlots(int slots, Duration timeout) {
        this.slots = new Semaphore(slots, true);
        this.timeout = timeout;
    }

    /** One call to the model. */
    @FunctionalInterface
    public interface Call {
        /** Makes the call, giving up when the time is over. */
        ModelAnswer within(Duration time) throws ModelException, InterruptedException;
    }

    /** Makes the call as soon as there is a slot. */
    public ModelAnswer run(Call call) throws ModelException, InterruptedException {
        long start = System.nanoTime();
        if (!slots.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw Failures.timedOut(timeout);
        }
        try {
            var left = timeout.minusNanos(System.nanoTime() - start);
            if (left.toMillis() < 1) {
                throw Failures.timedOut(timeout);
            }
            return call.within(left);
        } finally {
            slots.release();
        }
    }
}
