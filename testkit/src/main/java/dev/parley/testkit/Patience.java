package dev.parley.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come true, no longer than that takes. */
public final class Patience {
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private Patience() {}

    public static void until(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
