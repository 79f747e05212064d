package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A benchmark in a JVM of its own, which somebody ends. */
@Timeout(60)
class PartsIT {
    @Test
    void whoeverEndsARunIsLeftWithNoneOfItsProcesses() throws Exception {
        var run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndlessRun.class.getName())
                        .redirectError(Redirect.INHERIT)
                        .start();
        var processes = List.<ProcessHandle>of();
        try {
            processes = started(run);
            assertThat(processes).hasSize(EndlessRun.PROCESSES).allMatch(ProcessHandle::isAlive);

            run.destroy(); // as Ctrl-C and kill do

            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
        } finally {
            run.destroyForcibly();
            processes.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<ProcessHandle> started(Process run) throws Exception {
        var processes = new ArrayList<ProcessHandle>();
        try (var lines = run.inputReader()) {
            var line = lines.readLine();
            while (line != null && !line.equals(EndlessRun.STARTED)) {
                processes.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
                line = lines.readLine();
            }
        }
        return processes;
    }
}
