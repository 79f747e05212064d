package dev.parley.testkit.openai;

import java.util.Set;

/** The ways in which a call to the stub fails. */
public enum StubFailure {
    /** Status 429. Give the reply a header to say how long to wait. */
    RATE_LIMITED(429, "rate_limit_exceeded"),
    /** Status 500. */
    SERVER_ERROR(500, "server_error"),
    /** Status 503. */
    OVERLOADED(503, "overloaded"),
    /** Status 401; also what a call with a wrong key gets. */
    KEY_REFUSED(401, "invalid_api_key"),
    /** Status 403. */
    FORBIDDEN(403, "permission_denied"),
    /** Status 404; also what a call to another path gets. */
    NOT_FOUND(404, "DeploymentNotFound"),
    /** Status 400 for a request that was wrong. */
    BAD_REQUEST(400, "invalid_value"),
    /** Status 400 for a prompt that the content filter stopped. */
    PROMPT_FILTERED(400, "content_filter"),
    /** The content filter stops the answer half-way: finish reason {@code content_filter}. */
    ANSWER_FILTERED,
    /** The connection is reset instead of an answer. */
    RESET_BEFORE_HEADERS,
    /** The connection is reset half-way through the answer. */
    RESET_MIDWAY,
    /** Half-way through comes an {@code error} object instead of the rest. */
    ERROR_EVENT,
    /** All the text, then {@code [DONE]}, but no finish reason. */
    NO_FINISH,
    /** All the text, and then a proper end of the body without finish reason or {@code [DONE]}. */
    NO_FINISH_NO_DONE,
    /** Half-way through comes something that is not JSON. */
    GARBAGE,
    /** Stops properly, having said nothing. */
    EMPTY,
    /** An answer as it should be, so late that the caller should have gone. */
    SLOW,
    /** The caller went away before it had its answer. Never scripted. */
    ABANDONED;

    /** What may go away by itself: the failures that a load test wants. */
    public static final Set<StubFailure> PASSING =
            Set.of(
                    RATE_LIMITED,
                    SERVER_ERROR,
                    OVERLOADED,
                    RESET_BEFORE_HEADERS,
                    RESET_MIDWAY,
                    ERROR_EVENT,
                    NO_FINISH,
                    NO_FINISH_NO_DONE,
                    GARBAGE,
                    EMPTY,
                    SLOW);

    private final int status;
    private final String code;

    StubFailure() {
        this(200, "");
    }

    StubFailure(int status, String code) {
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
