package dev.parley.model.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import dev.parley.conversation.model.ModelException;
import dev.parley.model.completions.Failures;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says what the SDK's exceptions mean. */
final class AzureFailures {
    private AzureFailures() {}

    /**
     * What became of a call.
     *
     * @param begun whether the server had begun to answer
     * @param timeout the time that the call had
     * @throws InterruptedException when the call failed because its thread was interrupted
     */
    static ModelException of(RuntimeException failure, boolean begun, Duration timeout)
            throws InterruptedException {
        if (Thread.interrupted() || find(failure, InterruptedException.class) != null) {
            throw new InterruptedException("the call was given up");
        }
        var refused = find(failure, HttpResponseException.class);
        if (refused != null && refused.getResponse() != null) {
            return refused(refused);
        }
        if (find(failure, ConnectTimeoutException.class) != null) {
            return Failures.unreachable(failure);
        }
        if (find(failure, TimeoutException.class) != null) {
            return Failures.timedOut(timeout);
        }
        var network = find(failure, IOException.class);
        if (network != null && !isOfParser(network)) {
            return begun ? Failures.cut(failure) : Failures.unreachable(failure);
        }
        return Failures.broken("the answer is not understood");
    }

    private static ModelException refused(HttpResponseException failure) {
        var response = failure.getResponse();
        return Failures.refused(
                response.getStatusCode(),
                code(failure.getValue()),
                name -> response.getHeaders().getValue(HttpHeaderName.fromString(name)));
    }

    /** The code in the body of an error: {@code {"error": {"code": ...}}}. */
    private static @Nullable String code(@Nullable Object body) {
        return body instanceof Map<?, ?> map
                        && map.get("error") instanceof Map<?, ?> error
                        && error.get("code") instanceof String code
                ? code
                : null;
    }

    private static boolean isOfParser(IOException failure) {
        var name = failure.getClass().getName();
        return name.contains(".json.") || name.contains("jackson");
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
