package dev.parley.benchmarks.soak;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Begins things at fixed moments, each on a thread of its own, whatever became of those before. */
final class Metronome {
    private final double perSecond;

    Metronome(double perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Begins one after the other while it is wanted, and returns when all have ended.
     *
     * @param each is given its number, from 0
     */
    void run(BooleanSupplier wanted, IntConsumer each) throws InterruptedException {
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; wanted.getAsBoolean(); i++) {
                int number = i;
                threads.execute(() -> each.accept(number));
                sleepUntil(begun + (long) ((i + 1) * TimeUnit.SECONDS.toNanos(1) / perSecond));
            }
        }
    }

    /** Sleeps until a moment of {@link System#nanoTime}. */
    static void sleepUntil(long moment) throws InterruptedException {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
