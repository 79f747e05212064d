package dev.parley.benchmarks.faults;

import dev.parley.standalone.services.Service;
import dev.parley.standalone.services.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Workers whose wall clock is wrong, and is corrected while they run. */
final class Clocks {
    private static final Duration WRONG = Duration.ofSeconds(10);

    private Clocks() {}

    static void shift(Stage stage, Duration by) throws IOException, InterruptedException {
        var shim = stage.shim();
        var wrong = oneOfEachWorker(stage);
        for (var process : wrong) {
            shim.shift(process.process(), by);
        }
        Thread.sleep(WRONG);
        for (var process : wrong) {
            shim.shift(process.process(), Duration.ZERO);
        }
    }

    private static List<ServiceProcess> oneOfEachWorker(Stage stage) {
        return Arrays.stream(Service.values())
                .filter(Service::isWorker)
                .map(service -> stage.fleet().processes(service).getFirst())
                .toList();
    }
}
