package dev.parley.ingest.http;

import org.jspecify.annotations.Nullable;

/** Words for refusals of which only the status is known: those of Spring and of Tomcat. */
final class Statuses {
    private Statuses() {}

    static Problem problem(int status, String method, @Nullable String instance) {
        return Problem.of(ProblemType.of(status), status, detail(status, method), instance, null);
    }

    private static String detail(int status, String method) {
        return switch (status) {
            case 400 -> "the request is malformed";
            case 404 -> "no such path";
            case 405 -> "this path does not take " + method + "; see the header Allow";
            case 406 -> "answers are application/json, those of a stream text/event-stream";
            case 413 -> "the body is larger than allowed";
            case 414 -> "the path is longer than allowed";
            case 415 -> "send the body as application/json";
            case 431 -> "the headers are larger than allowed";
            case 501 -> "the transfer encoding is not known; chunked is";
            case 503 -> "try again a little later";
            default ->
                    status >= 500
                            ? "the request failed; the log of the service says why"
                            : "the request cannot be served";
        };
    }
}
