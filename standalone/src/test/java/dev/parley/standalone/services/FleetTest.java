package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With programs that end at once, since none is one. */
@Timeout(60)
class FleetTest {
    @TempDir Path folder;

    private final List<String> news = new CopyOnWriteArrayList<>();

    @Test
    void startThatTakesLongTellsWhichProcessesAreNotReady() throws Exception {
        try (var fleet = Fleet.start(settings(), news::add)) {
            assertThatThrownBy(() -> fleet.awaitReady(Duration.ofMillis(300), Duration.ZERO))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("ingest-service 1 did not get ready; its log is ");
        }

        assertThat(news)
                .anyMatch(line ->
                        line.matches(
                                "not ready after \\d+ s: ingest-service 1, planner-worker 1,"
                                        + " executor-worker 1, post-processor-worker 1"));
    }

    private FleetSettings settings() throws Exception {
        var program = Files.createFile(folder.resolve("no.jar"));
        var programs = new EnumMap<Service, Path>(Service.class);
        for (var service : Service.values()) {
            programs.put(service, program);
        }
        return new FleetSettings(
                programs,
                folder.resolve("logs"),
                folder,
                1,
                0,
                "127.0.0.1:1",
                Map.of(),
                Map.of(),
                List.of("-Xmx32m"));
    }
}
