package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request as it goes over the wire, good or not: nothing is checked, escaped or completed but the
 * length of the body where no header tells one.
 *
 * @param target what stands between method and version
 * @param headers lines without their ends, each character a byte
 * @param cut whether the client stops sending after the body, however much it has promised
 */
@SuppressWarnings("ArrayRecordComponent") // written once, read once
record RawRequest(String method, String target, List<String> headers, byte[] body, boolean cut) {
    RawRequest {
        headers = List.copyOf(headers);
    }

    RawRequest with(String header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new RawRequest(method, target, more, body, cut);
    }

    RawRequest withBody(byte[] other) {
        return new RawRequest(method, target, headers, other, cut);
    }

    RawRequest withTarget(String other) {
        return new RawRequest(method, other, headers, body, cut);
    }

    RawRequest withMethod(String other) {
        return new RawRequest(other, target, headers, body, cut);
    }

    /** A client that goes away in the middle. */
    RawRequest cutShort() {
        return new RawRequest(method, target, headers, body, true);
    }

    /** All of it. */
    byte[] bytes(String host) {
        var head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (!has("host")) {
            head.append("Host: ").append(host).append("\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0 && !has("content-length") && !has("transfer-encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    boolean has(String name) {
        return headers.stream()
                .anyMatch(header -> header.toLowerCase(Locale.ROOT).startsWith(name + ":"));
    }
}
