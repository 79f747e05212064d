package dev.parley.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the server on a loopback port what our own Redis would answer; whatever else listens there
 * is left alone.
 *
 * @param password what only our own Redis takes
 */
record RedisControl(int port, String password) {
    private static final int TIMEOUT_MILLIS = 500;
    private static final int ANSWER_LIMIT = 8 * 1024;

    /** Tells whether our Redis answers and has loaded its data. */
    boolean isReady() {
        return ask("PING").startsWith("+OK\r\n+PONG");
    }

    /** Tells whether the server is our own Redis, which may still be loading its data. */
    boolean isOurs() {
        return ask("PING").startsWith("+OK\r\n");
    }

    /** Ends the Redis and waits until it is gone, its data written. */
    void shutDown(Duration limit) throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            send(socket, authenticated("SHUTDOWN"));
            // To SHUTDOWN Redis answers nothing but an error, "-...": the end of the stream is the
            // end of the process.
            var answer =
                    new String(
                            socket.getInputStream().readNBytes(ANSWER_LIMIT),
                            StandardCharsets.UTF_8);
            if (answer.contains("-")) {
                throw new IOException(
                        "Redis on port " + port + " refuses to shut down: " + answer.strip());
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
            send(socket, authenticated(command) + "\r\nQUIT");
            return new String(
                    socket.getInputStream().readNBytes(ANSWER_LIMIT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private String authenticated(String command) {
        return "AUTH " + password + "\r\n" + command;
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

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "RedisControl of port " + port;
    }
}
