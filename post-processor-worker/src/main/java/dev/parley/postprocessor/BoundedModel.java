package dev.parley.postprocessor;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is asked for what can be done without it: its failures are an answer too, and it has
 * a bounded time, waiting for a place included. Thread-safe.
 */
final class BoundedModel {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedModel.class);

    private final LanguageModel model;

    BoundedModel(LanguageModel model) {
        this.model = model;
    }

    /** What came of a question. */
    sealed interface Result {
        record Answered(ModelAnswer answer) implements Result {}

        /**
         * There is no answer.
         *
         * @param cause for the metadata, without message text
         */
        record Failed(String cause) implements Result {}
    }

    /**
     * Asks, on a thread of its own.
     *
     * @throws InterruptedException when the caller's thread was interrupted; the call is given up
     */
    Result ask(ModelRequest request, Duration patience) throws InterruptedException {
        var work = new FutureTask<>(() -> model.generate(request));
        Thread.ofVirtual().name("after the reply, " + request.requestId()).start(work);
        try {
            return new Result.Answered(work.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return new Result.Failed("no answer within " + patience);
        } catch (ExecutionException e) {
            LOG.debug("a model gave no answer after a reply", e);
            return new Result.Failed(
                    e.getCause() instanceof ModelException failure
                            ? "model " + failure.kind()
                            : "model failed");
        } finally {
            work.cancel(true);
        }
    }
}
