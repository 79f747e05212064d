package dev.parley.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Lets each client take its next turn as soon as it has seen the reply to the last. */
final class ClosedLoop {
    /** Time in which all clients get under way. */
    private static final Duration RAMP = Duration.ofMillis(500);

    private static final Duration AFTER_ERROR = Duration.ofMillis(100);

    private final List<? extends LoadClient> clients;
    private final Usage usage;
    private volatile boolean stopping;

    ClosedLoop(List<? extends LoadClient> clients, Usage usage) {
        this.clients = clients;
        this.usage = usage;
    }

    /** Runs for so long, and returns when every turn that began has ended. Runs once. */
    LoadResult run(Duration measured) throws InterruptedException {
        var window = new Window(usage);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.forEach(client -> threads.execute(() -> takeTurns(client, window)));
            TimeUnit.NANOSECONDS.sleep(RAMP.toNanos());
            window.open();
            TimeUnit.NANOSECONDS.sleep(measured.toNanos());
            window.close();
            stopping = true;
        }
        return window.result();
    }

    private void takeTurns(LoadClient client, Window window) {
        while (!stopping) {
            long begun = System.nanoTime();
            try {
                var timing = client.turn();
                if (window.isOpen()) {
                    window.count(timing, (System.nanoTime() - begun) / 1_000);
                }
            } catch (Exception e) {
                window.failed(e);
                rest();
            }
        }
    }

    private static void rest() {
        try {
            TimeUnit.NANOSECONDS.sleep(AFTER_ERROR.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
