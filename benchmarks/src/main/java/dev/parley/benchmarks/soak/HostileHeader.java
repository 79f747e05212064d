package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Random;

/** What headers and the framing of a body may hold and should not. */
final class HostileHeader {
    private HostileHeader() {}

    static RawRequest withoutContentType(RawRequest request) {
        var left =
                request.headers().stream()
                        .filter(header -> !header.startsWith("Content-Type"))
                        .toList();
        return new RawRequest(
                request.method(), request.target(), left, request.body(), request.cut());
    }

    static String contentType(Random random) {
        return HostileText.pick(
                random,
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a",
                "multipart/form-data",
                "application/json; charset=utf-16",
                "application/json; charset=nothing",
                "application/json; charset=\"",
                "application/json;;;",
                "application/*",
                "*/*",
                "application/problem+json",
                "json",
                "/",
                "",
                "a/b".repeat(1_000));
    }

    static String credential(Random random) {
        return HostileText.pick(
                random,
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "bearer x",
                "Basic YTpi",
                "Basic %%%",
                "Digest username=\"a\"",
                "Bearer " + "k".repeat(7_000),
                "Bearer \u0000",
                "Bearer \u00ff\u00fe",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "Bearer a.b.c.d",
                "");
    }

    static String oddHeader(Random random) {
        return HostileText.pick(
                random,
                "Host: ",
                "Host: a b",
                "Host: [::1",
                "Host: elsewhere.example:99999",
                "Expect: 200-ok",
                "Expect: 100-continue",
                "Origin: null",
                "Origin: https://evil.example",
                "Origin: \u0000",
                "Access-Control-Request-Method: X",
                "X-Forwarded-For: " + "1.2.3.4, ".repeat(500),
                "X-Forwarded-Proto: x y",
                "X-HTTP-Method-Override: DELETE",
                "Range: bytes=0-0,-1",
                "If-None-Match: *",
                "If-Modified-Since: yesterday",
                "Cookie: a=\"b; c",
                "Upgrade: h2c",
                "Upgrade: websocket",
                "traceparent: 00-00000000000000000000000000000000-0000000000000000-00",
                "traceparent: ff-" + "f".repeat(5_000),
                "baggage: " + "a=b,".repeat(1_000),
                "No colon here",
                ": no name",
                " folded: line",
                "X-Nul: a\u0000b",
                "X-Bell: \u0007",
                "Accept-Language: " + "x-".repeat(2_000),
                "Accept-Charset: nothing",
                "Accept-Encoding: gzip;q=abc");
    }

    static byte[] chunks(Random random) {
        var text =
                HostileText.pick(
                        random,
                        "0\r\n\r\n",
                        "5\r\nab",
                        "zz\r\nab\r\n0\r\n\r\n",
                        "-1\r\nab\r\n",
                        "ffffffffffffffff\r\nab\r\n",
                        "2;" + "e".repeat(9_000) + "\r\n{}\r\n0\r\n\r\n",
                        "2\r\n{}\r\n0\r\nX: " + "t".repeat(9_000) + "\r\n\r\n",
                        "2\n{}\n0\n\n",
                        "");
        return text.getBytes(ISO_8859_1);
    }
}
