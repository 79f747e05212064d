package dev.parley.benchmarks.services;

import dev.parley.standalone.services.Fleet;
import dev.parley.standalone.services.Service;
import dev.parley.standalone.services.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Restarts every worker once, one after the other, while others do something else. */
final class RollingRestart {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final Fleet fleet;
    private final FutureTask<List<String>> restarts = new FutureTask<>(this::restart);

    private RollingRestart(Fleet fleet) {
        this.fleet = fleet;
    }

    static RollingRestart begin(Fleet fleet) {
        var rolling = new RollingRestart(fleet);
        Thread.ofPlatform().daemon().name("bench-restarts").start(rolling.restarts);
        return rolling;
    }

    /** Waits for the last restart; returns a line about each. */
    List<String> end() throws Exception {
        return restarts.get();
    }

    private List<String> restart() throws InterruptedException {
        var lines = new ArrayList<String>();
        for (var process : fleet.processes()) {
            if (process.service() != Service.INGEST) {
                lines.add(restart(process));
            }
        }
        return lines;
    }

    private static String restart(ServiceProcess process) throws InterruptedException {
        long start = System.nanoTime();
        boolean ended = process.terminate(STOP_LIMIT);
        long stopped = System.nanoTime();
        Fleet.awaitReady(process, START_LIMIT);
        return "  %s: %s after %d ms, ready again after %d ms"
                .formatted(
                        process,
                        ended ? "stopped" : "did not stop",
                        TimeUnit.NANOSECONDS.toMillis(stopped - start),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopped));
    }
}
