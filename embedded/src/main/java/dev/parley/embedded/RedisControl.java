package dev.parley.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Asks the server on a loopback port what our own Redis would answer; whatever else listens there
 * is left alone.
 */
record RedisControl(int port) {
    private static final int TIMEOUT_MILLIS = 500;
    private static final int ANSWER_LIMIT = 8 * 1024;

    /** Tells whether a Redis answers and has loaded its data. */
    boolean isReady() {
        return ask("PING").startsWith("+PONG");
    }

    /** Tells whether the server is a Redis that keeps its data in the directory. */
    boolean serves(Path directory) {
        // Five lines: the number of values, then the length and text of "dir" and of the path.
        var lines = ask("CONFIG GET dir").split("\r\n", -1);
        try {
            return lines.length > 4
                    && lines[2].equals("dir")
                    && Path.of(lines[4]).equals(directory);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Ends the Redis and waits until it is gone, its data written. */
    void shutDown(Duration limit) throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            send(socket, "SHUTDOWN");
            // Redis answers nothing but an error: the end of the stream is the end of the process.
            var answer = socket.getInputStream().readNBytes(ANSWER_LIMIT);
            if (answer.length > 0) {
                throw new IOException(
                        "Redis on port "
                                + port
                                + " refuses to shut down: "
                                + new String(answer, StandardCharsets.UTF_8).strip());
            }
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "Redis on port " + port + " did not shut down within " + limit, e);
        }
    }

    /** The raw answer, or an empty text when nothing sensible answers. */
    private String ask(String command) {
        try (var socket = connect()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            send(socket, command + "\r\nQUIT");
            return new String(
                    socket.getInputStream().readNBytes(ANSWER_LIMIT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(LoopbackPort.HOST, port), TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void send(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
