package dev.parley.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A client that sends a byte now and then holds nothing for ever. */
@EdgeTest
class SlowClientIT {
    private static final int MOST_BYTES = 600;
    private static final String BEGUN = "GET / HTTP/1.1\r\nHost: x\r\nX: ";

    @Autowired private Edge edge;

    @ParameterizedTest
    @CsvSource({Edge.ACME_KEY + ", 408, request-timeout", "unknown, 401, unauthenticated"})
    void bodyThatTricklesInEndsWithItsConnection(String key, int status, String problem)
            throws Exception {
        try (var socket = edge.connect()) {
            socket.getOutputStream()
                    .write(
                            """
                            POST %s HTTP/1.1\r
                            Host: x\r
                            Authorization: Bearer %s\r
                            Content-Type: application/json\r
                            Content-Length: 1000\r
                            \r
                            """
                                    .formatted(Edge.MESSAGES, key)
                                    .getBytes(ISO_8859_1));
            assertThat(answerTo(socket)).startsWith("HTTP/1.1 " + status).contains(problem);
        }
    }

    @Test
    void headersThatTrickleInEndTheConnection() throws Exception {
        try (var socket = edge.connect()) {
            socket.getOutputStream().write(BEGUN.getBytes(ISO_8859_1));
            assertThat(answerTo(socket)).isEmpty();
        }
    }

    /**
     * A connection between two requests is not one that is late: it outlives one whose headers
     * began later.
     */
    @Test
    void restBetweenRequestsIsNotTimedAsAHeader() throws Exception {
        try (var socket = edge.connect();
                var late = edge.connect()) {
            var request = "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1);
            socket.getOutputStream().write(request);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            late.getOutputStream().write(BEGUN.getBytes(ISO_8859_1));
            assertThat(answerTo(late)).isEmpty();
            socket.getOutputStream()
                    .write(
                            "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("HTTP/1.1 404");
        }
    }

    /**
     * What comes back until the server closes, while a byte is sent now and then: neither its
     * answer nor the rest of what was announced holds the connection open.
     */
    private static String answerTo(Socket socket) throws IOException, InterruptedException {
        var out = socket.getOutputStream();
        var closed = new CountDownLatch(1);
        var trickle =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                for (int i = 0; i < MOST_BYTES && !isOver(closed); i++) {
                                    out.write(' ');
                                    out.flush();
                                }
                            } catch (IOException | InterruptedException _) {
                                // The server has closed the connection, or the test is over.
                            }
                        });
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
            return answer.toString(UTF_8);
        } catch (SocketException _) {
            // Closed while something was still on its way.
            return answer.toString(UTF_8);
        } finally {
            closed.countDown();
            trickle.join();
        }
    }

    private static boolean isOver(CountDownLatch closed) throws InterruptedException {
        return closed.await(50, TimeUnit.MILLISECONDS);
    }
}
