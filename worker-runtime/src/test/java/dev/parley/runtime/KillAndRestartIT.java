package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KillAndRestartIT {

    static final int PARTITIONS = 4;
    private static final int RECORDS = 6_000;

    @TempDir static Path directory;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void killedWorkerLosesNoRecord() throws Exception {
        assertEveryRecordHandled(killAndRestart("honest", false));
    }

    /** Negative control: the assertion above fails when offsets are committed before the work. */
    @Test
    void completingBeforeHandlingIsCaught() throws Exception {
        var handled = killAndRestart("early", true);
        assertThatThrownBy(() -> assertEveryRecordHandled(handled))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("records that were never handled");
    }

    private static void assertEveryRecordHandled(List<Integer> handled) {
        var missing =
                IntStream.range(0, RECORDS).boxed().collect(Collectors.toCollection(TreeSet::new));
        handled.forEach(missing::remove);
        assertThat(missing).as("records that were never handled").isEmpty();
    }

    private static List<Integer> killAndRestart(String name, boolean completeFirst)
            throws Exception {
        var file = directory.resolve(name);
        try (var lane = Lane.create(kafka, PARTITIONS)) {
            lane.sendMany(Topic.WAKEUPS, RECORDS, 600);
            var victim = start(lane, file, completeFirst);
            try {
                Await.until("a third is handled", () -> handled(file).size() > RECORDS / 3);
            } finally {
                victim.destroyForcibly().waitFor();
            }
            long committed = lane.committedRecords();
            int before = handled(file).size();
            assertThat(before).as("killed in the middle").isLessThan(RECORDS);
            var next = start(lane, file, completeFirst);
            try {
                Await.until(
                        "all is committed",
                        Duration.ofSeconds(60),
                        () -> lane.committedRecords() == RECORDS);
                next.getOutputStream().close();
                assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                next.destroyForcibly();
            }
            var handled = handled(file);
            System.out.printf(
                    "kill and restart, %s: %d handled and %d committed at the kill, %d runs of %d records%n",
                    name, before, committed, handled.size(), handled.stream().distinct().count());
            return handled;
        }
    }

    private static Process start(Lane lane, Path file, boolean completeFirst) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName(),
                        lane.bootstrap,
                        lane.catalogue.prefix(),
                        file.toString(),
                        Boolean.toString(completeFirst))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Integer> handled(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
                : List.of();
    }
}
