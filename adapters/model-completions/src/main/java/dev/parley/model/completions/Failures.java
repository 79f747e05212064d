package dev.parley.model.completions;

import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failure of a call means. No text of the server gets into an exception, nor one of an
 * SDK: servers repeat prompts and keys in their errors.
 */
public final class Failures {
    /** The error codes that help an operator; any other could be anything. */
    private static final Set<String> CODES =
            Set.of(
                    "content_filter",
                    "context_length_exceeded",
                    "insufficient_quota",
                    "rate_limit_exceeded",
                    "model_not_found",
                    "DeploymentNotFound",
                    "invalid_api_key",
                    "unsupported_parameter",
                    "unsupported_value");

    private Failures() {}

    /**
     * The server answered with an error.
     *
     * @param status the HTTP status
     * @param code the error's code in the body, if there is one
     * @param header the value of a header by its name, null without
     */
    public static ModelException refused(
            int status, @Nullable String code, Function<String, @Nullable String> header) {
        var shown = status + (code != null && CODES.contains(code) ? " " + code : "");
        return switch (status) {
            case 429 ->
                    new ModelException(
                            Kind.RATE_LIMITED,
                            "too many calls or tokens (" + shown + ")",
                            RetryAfter.of(header, Instant.now()),
                            null);
            case 408 -> failure(Kind.TIMEOUT, "the server gave up waiting (" + shown + ")");
            case 401, 403 -> failure(Kind.UNAVAILABLE, "the key is refused (" + shown + ")");
            case 404 ->
                    failure(Kind.UNAVAILABLE, "no such deployment, model or path (" + shown + ")");
            case 400, 413, 422 -> rejected("the request is refused (" + shown + ")");
            default ->
                    new ModelException(
                            Kind.UNAVAILABLE,
                            "the server fails (" + shown + ")",
                            RetryAfter.of(header, Instant.now()),
                            null);
        };
    }

    /** The same prompt again is no use. */
    public static ModelException rejected(String message) {
        return failure(Kind.REJECTED, message);
    }

    /** The answer was cut, empty or not understood. */
    public static ModelException broken(String message) {
        return failure(Kind.BROKEN_ANSWER, message);
    }

    /** No answer within this time. */
    public static ModelException timedOut(Duration timeout) {
        return failure(Kind.TIMEOUT, "no answer within " + timeout.toMillis() + " ms");
    }

    /** The connection failed before an answer began. */
    public static ModelException unreachable(Throwable cause) {
        return new ModelException(
                Kind.UNAVAILABLE, "the connection failed" + type(cause), null, network(cause));
    }

    /** The connection failed after an answer had begun. */
    public static ModelException cut(Throwable cause) {
        return new ModelException(
                Kind.BROKEN_ANSWER, "the answer was cut" + type(cause), null, network(cause));
    }

    private static ModelException failure(Kind kind, String message) {
        return new ModelException(kind, message, null, null);
    }

    private static String type(Throwable cause) {
        return " (" + root(cause).getClass().getSimpleName() + ")";
    }

    /** Only what the network said; parsers and SDKs quote what they read. */
    private static @Nullable Throwable network(Throwable cause) {
        var root = root(cause);
        var name = root.getClass().getName();
        boolean network = name.startsWith("java.net.") || name.startsWith("javax.net.ssl.");
        return network && root instanceof IOException && root.getSuppressed().length == 0
                ? root
                : null;
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        for (var next = failure.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        return root;
    }
}
