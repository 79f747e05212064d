package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sends requests that no client library would, each over a connection of its own, and reads how
 * they are answered. Thread-safe.
 */
final class RawHttp {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})");
    private static final String HEAD_END = "\r\n\r\n";
    private static final int LONGEST_ANSWER = 65_536;
    private static final int PIECE = 8_192;

    private final URI server;
    private final Duration patience;

    /**
     * @param patience longest silence of the server before an answer counts as none; more than the
     *     longest it may take for anything by its settings
     */
    RawHttp(URI server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /** Sends it and reads the answer; of a stream of events, its head alone. */
    RawAnswer send(RawRequest request) {
        try (var socket = new Socket()) {
            int millis = Math.toIntExact(patience.toMillis());
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), millis);
            write(socket, request);
            return answer(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            return new RawAnswer(RawAnswer.SILENT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new RawAnswer(RawAnswer.CLOSED, e.toString());
        }
    }

    private void write(Socket socket, RawRequest request) throws IOException {
        try {
            socket.getOutputStream().write(request.bytes(server.getAuthority()));
            socket.getOutputStream().flush();
            if (request.cut()) {
                socket.shutdownOutput();
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // Refused before all of it was sent: the answer may be there to be read all the same.
        }
    }

    private static RawAnswer answer(InputStream in) throws IOException {
        var text = new StringBuilder();
        var piece = new byte[PIECE];
        try {
            while (text.length() < LONGEST_ANSWER && !isStream(text)) {
                int read = in.read(piece);
                if (read < 0) {
                    break;
                }
                text.append(new String(piece, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw e; // begun or not: an answer that does not end is none
        } catch (IOException e) {
            if (text.isEmpty()) {
                throw e;
            }
        }
        var status = STATUS.matcher(text);
        return status.lookingAt()
                ? new RawAnswer(Integer.parseInt(status.group(1)), body(text))
                : new RawAnswer(RawAnswer.CLOSED, text.toString());
    }

    private static boolean isStream(StringBuilder text) {
        int end = text.indexOf(HEAD_END);
        return end >= 0
                && text.substring(0, end)
                        .toLowerCase(Locale.ROOT)
                        .contains("content-type: text/event-stream");
    }

    private static String body(StringBuilder text) {
        int end = text.indexOf(HEAD_END);
        return end < 0 ? "" : text.substring(end + HEAD_END.length());
    }
}
