package dev.parley.model.openai;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import dev.parley.conversation.model.ModelException;
import dev.parley.model.completions.Failures;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Says what the SDK's exceptions mean. */
final class OpenAiFailures {
    private OpenAiFailures() {}

    /**
     * What became of a call.
     *
     * @param begun whether the server had begun to answer
     * @param timeout the time that the call had
     * @throws InterruptedException when the call failed because its thread was interrupted
     */
    static ModelException of(OpenAIException failure, boolean begun, Duration timeout)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the call was given up");
        }
        return switch (failure) {
            case SseException _ -> Failures.broken("the server broke the answer off with an error");
            case OpenAIServiceException refused ->
                    Failures.refused(
                            refused.statusCode(),
                            refused.code().orElse(null),
                            name ->
                                    refused.headers().values(name).stream()
                                            .findFirst()
                                            .orElse(null));
            case OpenAIIoException io when isTimeout(io) -> Failures.timedOut(timeout);
            case OpenAIIoException io when begun -> Failures.cut(io);
            case OpenAIIoException io -> Failures.unreachable(io);
            default -> Failures.broken("the answer is not understood");
        };
    }

    /** A connection that could not be made in time counts as unreachable. */
    private static boolean isTimeout(OpenAIIoException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedIOException) {
                var message = cause.getMessage();
                return !(cause instanceof SocketTimeoutException)
                        || message == null
                        || !message.contains("onnect");
            }
        }
        return false;
    }
}
