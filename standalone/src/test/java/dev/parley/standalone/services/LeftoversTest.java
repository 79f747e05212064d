package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
@Timeout(60)
class LeftoversTest {
    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void notedProcessThatStillRunsIsEndedByTheNextFleet() throws Exception {
        var one = start();
        var two = start();
        leftovers().note(List.of(one, two));

        leftovers().end();

        assertThat(one.process().isAlive()).isFalse();
        assertThat(two.process().isAlive()).isFalse();
        assertThat(file()).doesNotExist();
    }

    @Test
    void noteReplacesTheOneBefore() throws Exception {
        var one = start();
        var two = start();
        leftovers().note(List.of(one, two));
        leftovers().note(List.of(two));

        leftovers().end();

        assertThat(one.process().isAlive()).isTrue();
        assertThat(two.process().isAlive()).isFalse();
    }

    @Test
    void processThatHasTheIdOfANotedOneIsLeftAlone() throws Exception {
        var other = start();
        leftovers().note(List.of(other));
        var noted = Files.readString(file()).strip().split(" ");
        Files.writeString(file(), noted[0] + " " + (Long.parseLong(noted[1]) - 60_000));

        leftovers().end();

        assertThat(other.process().isAlive()).isTrue();
    }

    @Test
    void processThatHasEndedIsNoMatter() throws Exception {
        var gone = start();
        leftovers().note(List.of(gone));
        gone.process().destroyForcibly().waitFor();

        assertThatNoException().isThrownBy(() -> leftovers().end());
    }

    @Test
    void withoutANoteThereIsNothingToEnd() {
        assertThatNoException().isThrownBy(() -> leftovers().end());
    }

    @Test
    void linesThatAreNoneOfOursAreSkipped() throws Exception {
        var one = start();
        leftovers().note(List.of(one));
        var lines = new ArrayList<>(List.of("", "one two", "12", "1 2 3", "9".repeat(40) + " 1"));
        lines.addAll(Files.readAllLines(file()));
        Files.write(file(), lines);

        leftovers().end();

        assertThat(one.process().isAlive()).isFalse();
    }

    private Leftovers leftovers() {
        return new Leftovers(file());
    }

    private Path file() {
        return folder.resolve("processes");
    }

    /** One that is not started again. */
    private ServiceProcess start() {
        var process =
                new ServiceProcess(
                        Service.PLANNER,
                        1,
                        1,
                        Endless.program(folder.resolve("log")),
                        _ -> {},
                        new Restarts(
                                () -> 0,
                                _ -> {
                                    throw new InterruptedException("not again");
                                }));
        started.add(process.process());
        return process;
    }
}
