package dev.parley.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Speaks to a Redis in its text protocol; enough for the tests and without a client library.
 *
 * @param password none when empty
 */
record RedisText(int port, String password) {
    RedisText(EmbeddedRedis redis) {
        this(redis.port(), redis.password());
    }

    /** Runs a command and returns the raw answer. */
    String run(String command) throws IOException {
        try (var socket = new Socket(LoopbackPort.HOST, port)) {
            socket.setSoTimeout(5_000);
            var text = command + "\r\nQUIT\r\n";
            if (password.isEmpty()) {
                return exchange(socket, text);
            }
            return exchange(socket, "AUTH " + password + "\r\n" + text)
                    .substring("+OK\r\n".length());
        }
    }

    private static String exchange(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
