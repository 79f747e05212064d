package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.embedded.LoopbackPort;
import dev.parley.embedded.PortTakenException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedPortsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void firstStartMayTakeAnyPort() {
        assertThat(start(0)).isPositive();
    }

    @Test
    void nextStartTakesTheRememberedPort() {
        var port = LoopbackPort.free();
        ports().remember("kafka", port);
        assertThat(start(0)).isEqualTo(port);
    }

    @Test
    void rememberedPortThatIsTakenByNowIsGivenUp() throws IOException {
        try (var other = listening()) {
            ports().remember("kafka", other.getLocalPort());
            assertThat(start(0)).isPositive().isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void wantedPortThatIsTakenIsAnError() throws IOException {
        try (var other = listening()) {
            assertThatThrownBy(() -> start(other.getLocalPort()))
                    .isInstanceOf(PortTakenException.class);
        }
    }

    @Test
    void halfWrittenMemoryIsAsGoodAsNone() throws IOException {
        Files.writeString(directory.resolve("kafka.port"), "");
        assertThat(start(0)).isPositive();
    }

    private int start(int wanted) {
        return ports().start(
                        "kafka",
                        wanted,
                        port -> LoopbackPort.choose(port, "Kafka", "--kafka-port"));
    }

    private RememberedPorts ports() {
        return new RememberedPorts(directory);
    }

    private static ServerSocket listening() throws IOException {
        var socket = new ServerSocket();
        socket.bind(new InetSocketAddress(LoopbackPort.HOST, 0));
        return socket;
    }
}
