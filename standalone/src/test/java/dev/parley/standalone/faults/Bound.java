package dev.parley.standalone.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, and fails when they do not come true in time. */
final class Bound {
    private static final long POLL_MILLIS = 10;

    private Bound() {}

    static void await(String what, Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        await(() -> what, limit, condition);
    }

    /**
     * @param what tells what was waited for, and may tell what was there instead
     */
    static void await(Supplier<String> what, Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + limit + ": " + what.get());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Waits on a thread of Parley, which nobody interrupts but a shutdown. */
    static void await(String what, Duration limit, CountDownLatch latch) {
        try {
            if (!latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("did not happen within " + limit + ": " + what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        }
    }
}
