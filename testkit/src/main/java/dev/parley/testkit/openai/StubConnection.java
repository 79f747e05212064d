package dev.parley.testkit.openai;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of HTTP/1.1 as a client of a model needs, on one connection. One thread uses it. */
final class StubConnection {
    /** A request line, headers by name in lower case, and the body. */
    record Request(String path, Map<String, String> headers, byte[] body) {}

    private final Socket socket;
    private final PushbackInputStream in;
    private final OutputStream out;

    StubConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** The next request, or null when the client has closed the connection. */
    @Nullable Request next() throws IOException {
        var first = line();
        if (first == null) {
            return null;
        }
        var headers = new HashMap<String, String>();
        for (var line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(first.split(" ")[1], headers, body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        var body = new java.io.ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        var line = line();
        if (line == null) {
            throw new EOFException();
        }
        return Integer.parseInt(line, 16);
    }

    private @Nullable String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c == -1) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Waits, and notices when the client goes away meanwhile, by throwing. */
    void rest(Duration time) throws IOException {
        if (time.isZero()) {
            return;
        }
        socket.setSoTimeout((int) Math.max(1, time.toMillis()));
        try {
            int c = in.read();
            if (c == -1) {
                throw new EOFException("the client has gone");
            }
            in.unread(c);
        } catch (SocketTimeoutException e) {
            // The time is over and the client still there.
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Writes a status line and headers; without a length the body comes in chunks. */
    void head(int status, String type, Map<String, String> headers, int length) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " Stub\r\n");
        head.append("Content-Type: ").append(type).append("\r\n");
        head.append(length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length);
        head.append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        write(head.append("\r\n").toString());
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One chunk of a body that comes in chunks; an empty one ends it. */
    void chunk(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        write(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write("\r\n");
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Ends the connection so that the client sees a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
