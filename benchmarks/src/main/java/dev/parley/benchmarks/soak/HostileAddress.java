package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Ways to spoil a request outside its body. Unknown transfer codings and versions of HTTP are left
 * out: HTTP itself wants 501 and 505 for these.
 */
enum HostileAddress {
    SPOILED_SEGMENT((request, random) -> request.withTarget(spoiled(request.target(), random))),
    ADDED_SEGMENTS((request, random) -> request.withTarget(request.target() + added(random))),
    OTHER_FORM((request, random) -> request.withTarget(otherForm(request.target(), random))),
    LONG_PATH((request, random) ->
            request.withTarget(request.target() + "/" + "a".repeat(random.nextInt(20_000)))),
    QUERY((request, random) -> request.withTarget(request.target() + query(random))),
    METHOD((request, random) -> request.withMethod(method(random))),
    CONTENT_TYPE(
            (request, random) -> without(request).with("Content-Type: " + contentType(random))),
    ENCODING((request, random) ->
            request.with(
                    "Content-Encoding: "
                            + HostileText.pick(random, "gzip", "br", "x", "identity, gzip"))),
    ACCEPT((request, random) ->
            request.with(
                    "Accept: "
                            + HostileText.pick(
                                    random,
                                    "text/html",
                                    "image/*",
                                    "*",
                                    "a/b;q=9",
                                    "",
                                    ";",
                                    "text/event-stream"))),
    CREDENTIAL((request, random) -> request.with("Authorization: " + credential(random))),
    LONG_HEADER((request, random) ->
            request.with(
                    "X-Long: "
                            + "h".repeat(HostileText.pick(random, 1_000, 8_000, 15_000, 70_000)))),
    MANY_HEADERS((request, random) -> {
        var more = request;
        for (int i = HostileText.pick(random, 50, 99, 150); i > 0; i--) {
            more = more.with("X-" + i + ": " + i);
        }
        return more;
    }),
    ODD_HEADER((request, random) -> request.with(oddHeader(random))),
    LENGTH((request, random) ->
            request.with(
                            "Content-Length: "
                                    + HostileText.pick(
                                            random,
                                            "-1",
                                            "abc",
                                            "99999999999999999999",
                                            "9999",
                                            "1, 2",
                                            ""))
                    .cutShort()),
    CHUNKS((request, random) ->
            request.with("Transfer-Encoding: chunked").withBody(chunks(random)).cutShort()),
    RESUMED((request, random) ->
            request.with(
                    "Last-Event-ID: "
                            + HostileText.pick(
                                    random,
                                    "0",
                                    "-1",
                                    "999999999999999999",
                                    "9999999999999999999",
                                    "1.ffffffffffffffff",
                                    "1.x",
                                    "\u0000",
                                    "a".repeat(5_000))));

    private final BiFunction<RawRequest, Random, RawRequest> spoiling;

    HostileAddress(BiFunction<RawRequest, Random, RawRequest> spoiling) {
        this.spoiling = spoiling;
    }

    /** Spoils a request; the same way for the same state of the source. */
    RawRequest spoil(RawRequest request, Random random) {
        return spoiling.apply(request, random);
    }

    /** One of the segments after {@code /v1} becomes what no id is. */
    private static String spoiled(String target, Random random) {
        var segments = target.split("/", -1);
        segments[2 + random.nextInt(Math.max(1, segments.length - 2))] = segment(random);
        return String.join("/", segments);
    }

    private static String segment(Random random) {
        return HostileText.pick(
                random,
                "%2e%2e",
                "..",
                ".",
                "",
                "%00",
                "a%00b",
                "a%0d%0aSet-Cookie:%20x=1",
                "a%0Ab",
                "%2f",
                "a%2fb",
                "%5c",
                "a\\b",
                "%ff%fe",
                "%c0%ae%c0%ae",
                "%ed%a0%80",
                "%zz",
                "%",
                "%2",
                "a;b=c",
                ";",
                "a%3bb",
                "%25",
                "%252e%252e",
                "*",
                "~",
                "~1",
                "a~0",
                "a~9999999999",
                "a".repeat(64),
                "A".repeat(129),
                "a".repeat(9_000),
                "\u00e4",
                "%e2%80%ae",
                "%f0%9f%98%80",
                "null",
                "-1",
                "{organization}",
                "${jndi:ldap://127.0.0.1/a}",
                "%7B%7D",
                "'%20OR%201=1--",
                "a%20b",
                "a+b",
                "a\u0001b");
    }

    private static String added(Random random) {
        return HostileText.pick(
                random,
                "/",
                "//",
                "/..",
                "/../..",
                "/.",
                "/%2e%2e/",
                ";a=b",
                "/;",
                "?",
                "#a",
                "/%00",
                ".json",
                "%20",
                "/\\..");
    }

    private static String otherForm(String target, Random random) {
        return HostileText.pick(
                random,
                "*",
                "http://elsewhere.example" + target,
                "HTTP://127.0.0.1" + target,
                "elsewhere.example:443",
                target.substring(1),
                "/" + target,
                "/" + target.substring(1).replace("/", "//"),
                target.toUpperCase(Locale.ROOT),
                target.replace("/v1", "/v1/../v1"),
                target.replace("/v1", "/V2"),
                "/actuator/env",
                "/actuator/health/../env",
                "/actuator/health/%2e%2e",
                "/error",
                "/",
                "/favicon.ico",
                target + " x",
                "");
    }

    private static String query(Random random) {
        var name =
                HostileText.pick(
                        random,
                        "limit",
                        "cursor",
                        "status",
                        "needsProcessing",
                        "wait",
                        "conversation",
                        "customer",
                        "shared",
                        "all",
                        "dryRun",
                        "access_token",
                        "organization",
                        "cause",
                        "stage",
                        "state",
                        "since",
                        "until",
                        "olderThan",
                        "force",
                        "");
        var value = queryValue(random);
        var query = "?" + name + "=" + value;
        return random.nextInt(4) == 0 ? query + "&" + name + "=" + queryValue(random) : query;
    }

    private static String queryValue(Random random) {
        return HostileText.pick(
                random,
                "",
                "-1",
                "0",
                "1",
                "201",
                "2147483648",
                "99999999999999999999999",
                "1e9",
                "0x10",
                "NaN",
                "%00",
                "a%00b",
                "a%0d%0ab",
                "%zz",
                "%",
                "%ff",
                "%ed%a0%80",
                "true",
                "false",
                "TRUE",
                "open",
                "erased",
                "erase",
                "\u00e4",
                "AAAA",
                "eyJhIjoxfQ",
                "////////",
                "%5B%5D",
                "a".repeat(200),
                "a".repeat(5_000),
                "2026-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "%2B999999999-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59Z",
                "2026-02-30T00:00:00Z",
                "%25_%25",
                "'%20OR%20'1'='1",
                "\u0663");
    }

    private static String method(Random random) {
        return HostileText.pick(
                random,
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "DELETE",
                "PATCH",
                "OPTIONS",
                "TRACE",
                "CONNECT",
                "PROPFIND",
                "get",
                "X".repeat(2_000),
                "G\u0000T",
                "");
    }

    private static RawRequest without(RawRequest request) {
        var left =
                request.headers().stream()
                        .filter(header -> !header.startsWith("Content-Type"))
                        .toList();
        return new RawRequest(
                request.method(), request.target(), left, request.body(), request.cut());
    }

    private static String contentType(Random random) {
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

    private static String credential(Random random) {
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

    private static String oddHeader(Random random) {
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

    private static byte[] chunks(Random random) {
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
