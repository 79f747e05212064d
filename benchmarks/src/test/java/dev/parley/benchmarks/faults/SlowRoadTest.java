package dev.parley.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SlowRoadTest {
    @Test
    void answersComeWholeAndNotBeforeTheirTime() throws IOException {
        try (var echo = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var road = SlowRoad.to("127.0.0.1", echo.getLocalPort())) {
            Thread.ofVirtual().start(() -> echo(echo));
            road.delay(Duration.ofMillis(200));
            long start = System.nanoTime();

            assertThat(ask(road.port(), "how far is it")).isEqualTo("how far is it");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
        }
    }

    @Test
    void aTargetThatIsAwayEndsTheConnection() throws IOException {
        int nobody;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        try (var road = SlowRoad.to("127.0.0.1", nobody)) {
            assertThat(ask(road.port(), "anybody there")).isEmpty();
        }
    }

    private static String ask(int port, String text) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(
                    socket.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
        }
    }

    private static void echo(ServerSocket server) {
        try (var client = server.accept()) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // the test is over
        }
    }
}
