package dev.parley.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept HTTP/1.1 connection that posts JSON and reads the answer's status. It does next to
 * nothing else: the load generator shares the processors with what it measures. Not thread-safe.
 */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int ACCEPTED = 202;

    private final URI server;
    private final String headers;
    private @Nullable Socket socket;
    private InputStream input = InputStream.nullInputStream();

    HttpConnection(URI server, String key) {
        this.server = server;
        this.headers =
                " HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: "
                        .formatted(server.getAuthority(), key);
    }

    /**
     * Posts a message.
     *
     * @throws IOException when it is not accepted with 202, telling what came instead
     */
    void post(String path, String json) throws IOException {
        var body = json.getBytes(UTF_8);
        var request = new ByteArrayOutputStream(512 + body.length);
        request.writeBytes(
                ("POST " + path + headers + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
        request.writeBytes(body);
        var connected = connected();
        try {
            request.writeTo(connected.getOutputStream());
            receive();
        } catch (IOException e) {
            close(); // what is left of this answer must not be taken for the next one
            throw e;
        }
    }

    private Socket connected() throws IOException {
        var open = socket;
        if (open == null) {
            open = new Socket();
            open.setTcpNoDelay(true);
            open.setSoTimeout(TIMEOUT_MILLIS);
            open.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            input = new BufferedInputStream(open.getInputStream(), 2_048);
            socket = open;
        }
        return open;
    }

    private void receive() throws IOException {
        var status = line();
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            chunked |= name.startsWith("transfer-encoding:") && name.endsWith("chunked");
            last |= name.startsWith("connection:") && name.endsWith("close");
        }
        var body = chunked ? chunks() : bytes(length);
        if (last) {
            close();
        }
        if (!status.startsWith("HTTP/1.1 " + ACCEPTED)) {
            throw new IOException(status + ": " + body);
        }
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int size = size(); size > 0; size = size()) {
            body.append(bytes(size));
            line();
        }
        line();
        return body.toString();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String bytes(int count) throws IOException {
        return new String(input.readNBytes(count), UTF_8);
    }

    private String line() throws IOException {
        var text = new StringBuilder(64);
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        var open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is given up either way
            }
        }
    }
}
