package dev.parley.benchmarks.soak;

import java.util.Random;
import java.util.function.BiFunction;

/**
 * Ways to spoil a request outside its body. Unknown transfer codings and versions of HTTP are left
 * out: HTTP itself wants 501 and 505 for these.
 */
enum HostileAddress {
    SPOILED_SEGMENT((request, random) ->
            request.withTarget(HostileTarget.spoiled(request.target(), random))),
    ADDED_SEGMENTS((request, random) ->
            request.withTarget(request.target() + HostileTarget.added(random))),
    OTHER_FORM((request, random) ->
            request.withTarget(HostileTarget.otherForm(request.target(), random))),
    LONG_PATH((request, random) ->
            request.withTarget(request.target() + "/" + "a".repeat(random.nextInt(20_000)))),
    QUERY((request, random) -> request.withTarget(request.target() + HostileTarget.query(random))),
    METHOD((request, random) -> request.withMethod(HostileTarget.method(random))),
    CONTENT_TYPE((request, random) ->
            HostileHeader.withoutContentType(request)
                    .with("Content-Type: " + HostileHeader.contentType(random))),
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
    CREDENTIAL((request, random) ->
            request.with("Authorization: " + HostileHeader.credential(random))),
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
    ODD_HEADER((request, random) -> request.with(HostileHeader.oddHeader(random))),
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
            request.with("Transfer-Encoding: chunked")
                    .withBody(HostileHeader.chunks(random))
                    .cutShort()),
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
}
