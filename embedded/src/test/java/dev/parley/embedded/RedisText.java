package dev.parley.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks to a Redis in its text protocol; enough for the tests and without a client library. */
record RedisText(int port) {
    /** Runs a command and returns the raw answer. */
    String run(String command) throws IOException {
        try (var socket = new Socket(LoopbackPort.HOST, port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
