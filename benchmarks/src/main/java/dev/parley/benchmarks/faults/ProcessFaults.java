package dev.parley.benchmarks.faults;

import dev.parley.standalone.services.Service;
import dev.parley.standalone.services.ServiceProcess;
import java.io.IOException;
import java.time.Duration;

/** Processes that end or stand still. Those that end are started again by the fleet. */
final class ProcessFaults {
    /** Past the session of every group and past the longest lease of a turn. */
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private ProcessFaults() {}

    static void kill(Stage stage, Service service) throws InterruptedException {
        var victim = stage.fleet().processes(service).getFirst();
        kill(victim);
        stage.awaitReady(victim);
    }

    static void killAll(Stage stage) throws InterruptedException {
        for (var process : stage.fleet().processes()) {
            process.kill();
        }
        for (var process : stage.fleet().processes()) {
            stage.awaitReady(process);
        }
    }

    private static void kill(ServiceProcess victim) throws InterruptedException {
        var before = victim.process();
        victim.kill();
        before.waitFor();
    }

    static void pause(Stage stage, Service service) throws IOException, InterruptedException {
        var victim = stage.fleet().processes(service).getFirst();
        signal(victim, "STOP");
        try {
            Thread.sleep(PAUSE);
        } finally {
            signal(victim, "CONT");
        }
    }

    private static void signal(ServiceProcess process, String signal)
            throws IOException, InterruptedException {
        var pid = String.valueOf(process.process().pid());
        int code = new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
        if (code != 0) {
            throw new IOException("kill -%s of %s ended with %d".formatted(signal, process, code));
        }
    }
}
