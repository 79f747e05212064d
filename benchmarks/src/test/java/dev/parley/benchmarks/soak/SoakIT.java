package dev.parley.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The soak in short, against an {@code up} of this build in a process of its own. */
@Timeout(400)
class SoakIT {
    private static final SoakSettings SHORT =
            new SoakSettings(Duration.ofSeconds(12), 200, 66, 4, 20_261_127, SoakSettings.PATIENCE);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void hostileRequestsHarmNobody() throws Exception {
        var program =
                List.of(
                        "-XX:TieredStopAtLevel=1", // it ends before the better code would pay
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.parley.standalone.Parley");
        SoakResult result;
        try (var up = UpProcess.start(program, folder)) {
            result = new Soak(SHORT, up, new PrintStream(OutputStream.nullOutputStream())).run();
            up.handle().destroyForcibly();
            up.handle().onExit().join();
            assertThat(up.lastWords()).contains("exit code 137").contains("Parley is ready");
        }

        // On a machine that stalls, what the edge asks for may be away for a moment, as it says.
        assertThat(result.fuzz().failures()).allMatch(failure -> failure.startsWith("503 "));
        assertThat(result.fuzz().sent()).isEqualTo(200);
        assertThat(result.fuzz().accepted()).isGreaterThan(20);
        assertThat(result.unfinished()).isEmpty();
        assertThat(result.alive()).isTrue();
        assertThat(result.ledger().acceptedMessages()).isGreaterThan(10);
        assertThat(result.ledger().lines().getFirst()).endsWith(" lost=0 doubled=0");
        assertThat(result.ledger().isBalanced()).isTrue();
        assertThat(result.footprints().table())
                .hasSize(8)
                .noneMatch(line -> line.contains("heap") && line.contains("unknown"));
    }
}
