package dev.parley.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Begins turns at fixed moments, whatever became of the ones before. A turn that has to wait for
 * the last one of its conversation, or for the generator, is measured from the moment it was to
 * begin.
 */
final class PacedLoad {
    private static final Duration RAMP = Duration.ofSeconds(1);

    private final List<Turnstile> clients;
    private final int rate;
    private final Usage usage;

    /** One client, entered by one turn at a time in the order they came. */
    private record Turnstile(LoadClient client, ReentrantLock lock) {}

    /**
     * A load of so many turns a second.
     *
     * @param clients take turns in this order, over and over; enough that each is free again
     */
    PacedLoad(List<? extends LoadClient> clients, int rate, Usage usage) {
        this.clients =
                clients.stream()
                        .map(client -> new Turnstile(client, new ReentrantLock(true)))
                        .toList();
        this.rate = rate;
        this.usage = usage;
    }

    /** Runs for so long, and returns when every turn that began has ended. */
    LoadResult run(Duration measured) throws InterruptedException {
        var window = new Window(usage);
        long ramp = turnsIn(RAMP);
        long total = ramp + turnsIn(measured);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            for (long i = 0; i < total; i++) {
                long intended = begun + i * TimeUnit.SECONDS.toNanos(1) / rate;
                sleepUntil(intended);
                if (i == ramp) {
                    window.open();
                }
                var next = clients.get((int) (i % clients.size()));
                boolean counts = i >= ramp; // however late it ends, or slow turns would be left out
                threads.execute(() -> take(next, intended, counts, window));
            }
            sleepUntil(begun + total * TimeUnit.SECONDS.toNanos(1) / rate);
            window.close();
        }
        return window.result();
    }

    private static void take(Turnstile turnstile, long intended, boolean counts, Window window) {
        turnstile.lock().lock();
        try {
            var timing = turnstile.client().turn();
            if (counts) {
                window.count(timing, (System.nanoTime() - intended) / 1_000);
            }
        } catch (Exception e) {
            window.failed(e);
        } finally {
            turnstile.lock().unlock();
        }
    }

    private long turnsIn(Duration time) {
        return time.toMillis() * rate / 1_000;
    }

    private static void sleepUntil(long moment) throws InterruptedException {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
