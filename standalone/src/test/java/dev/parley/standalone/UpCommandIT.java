package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator sees when {@code up} cannot start: one line, exit code 1, and the JVM is gone.
 */
@Timeout(120)
class UpCommandIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void takenPortIsNamed() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(LoopbackPort.HOST, 0));
            expectFailure(
                    directory.resolve("data"),
                    other.getLocalPort(),
                    "parley: port "
                            + other.getLocalPort()
                            + " (the API) is already in use on 127.0.0.1; stop what uses it"
                            + " or choose another with --port");
        }
    }

    @Test
    void takenKafkaPortIsNamed() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(LoopbackPort.HOST, 0));
            expectFailure(
                    directory.resolve("data"),
                    0,
                    "parley: port "
                            + other.getLocalPort()
                            + " (Kafka) is already in use on 127.0.0.1; stop what uses it"
                            + " or choose another with --kafka-port",
                    "--kafka-port",
                    String.valueOf(other.getLocalPort()));
        }
    }

    @Test
    void takenRedisPortIsNamedBeforeTheBrokerStarts() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(LoopbackPort.HOST, 0));
            expectFailure(
                    directory.resolve("data"),
                    0,
                    "parley: port "
                            + other.getLocalPort()
                            + " (Redis) is already in use on 127.0.0.1; stop what uses it"
                            + " or choose another with --redis-port",
                    "--redis-port",
                    String.valueOf(other.getLocalPort()));
        }
        assertThat(directory.resolve("data").resolve("kafka")).doesNotExist();
    }

    @Test
    void directoryOfARunningParleyIsNamed() throws Exception {
        try (var running = DataDirectory.open(directory.resolve("data"))) {
            expectFailure(
                    running.path(),
                    0,
                    "parley: the data directory "
                            + running.path()
                            + " is in use by another Parley; stop that one or choose another directory with --data");
        }
    }

    @Test
    void directoryThatCannotBeWrittenIsNamed() throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        try (var child = begin(file.resolve("data"), 0)) {
            assertThat(child.exitCode(LIMIT)).isEqualTo(1);
            assertThat(child.output().lines().toList().getLast())
                    .startsWith("parley: cannot write to the data directory " + file);
        }
    }

    private void expectFailure(Path data, int port, String line, String... more) throws Exception {
        try (var child = begin(data, port, more)) {
            assertThat(child.exitCode(LIMIT)).isEqualTo(1);
            assertThat(child.output().lines())
                    .containsExactly("Starting Kafka, Redis and the services ...", line);
        }
    }

    private ChildParley begin(Path data, int port, String... more) throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of("up", "--data", data.toString(), "--port", String.valueOf(port)));
        arguments.addAll(List.of(more));
        return ChildParley.begin(directory.resolve("up.log"), arguments.toArray(String[]::new));
    }
}
