package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM for a process whose handler never returns. */
@Timeout(60)
class StopLimitIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void handlerThatNeverReturnsIsNamedAndTheProcessEnds() throws Exception {
        var log = directory.resolve("log");
        var process = begin(log);
        try {
            while (!Files.readString(log).contains("ready")) {
                assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
            }
            process.destroy(); // SIGTERM
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(log))
                    .contains(
                            "did not stop within 200 ms and is ended; still at work: ",
                            "stubborn at dev.parley.kafka.StopLimitIT$Stubborn.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static java.lang.Process begin(Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stubborn.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    static final class Stubborn {
        private Stubborn() {}

        public static void main(String[] arguments) {
            new StopLimit(Duration.ofMillis(200));
            Runtime.getRuntime().addShutdownHook(new Thread(Stubborn::handle, "stubborn"));
            System.out.println("ready");
            handle();
        }

        private static void handle() {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
