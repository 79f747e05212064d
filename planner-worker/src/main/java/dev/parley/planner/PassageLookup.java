package dev.parley.planner;

import dev.parley.conversation.document.PassageSearch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks into documents on few threads and for a bounded time, so that a search neither takes the
 * planner's slots nor fails a turn. Thread-safe.
 *
 * <p>Searches compute, so they have a small pool of platform threads of their own. A caller, on its
 * virtual thread, waits at most {@link RetrievalProperties#within}. Searches nobody waits for any
 * more stay in the queue until a thread drops them: when all threads hang, the queue is soon full
 * and callers go on at once instead of waiting each time.
 */
final class PassageLookup implements AutoCloseable {
    private final @Nullable PassageSearch search;
    private final RetrievalProperties properties;
    private final MeterRegistry meters;
    private final ExecutorService threads;

    /**
     * Makes one.
     *
     * @param search null where no documents are configured
     */
    PassageLookup(
            @Nullable PassageSearch search, RetrievalProperties properties, MeterRegistry meters) {
        this.search = search;
        this.properties = properties;
        this.meters = meters;
        this.threads =
                new ThreadPoolExecutor(
                        properties.threads(),
                        properties.threads(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(properties.queue()),
                        Thread.ofPlatform().daemon().name("parley-retrieval-", 0).factory());
    }

    /**
     * Looks for passages.
     *
     * @param query as customers put it; blank finds nothing
     * @param ownThreshold the organization's threshold; null takes the search's
     */
    Retrieval find(String organization, String query, @Nullable Double ownThreshold) {
        if (search == null) {
            return new Retrieval.None("no document search");
        }
        if (query.isBlank()) {
            return new Retrieval.None("no words");
        }
        long start = System.nanoTime();
        var retrieval = bounded(() -> found(search, organization, query, ownThreshold));
        meters.timer(
                        "parley.retrieval",
                        "outcome",
                        retrieval.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .record(Duration.ofNanos(System.nanoTime() - start));
        return retrieval;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Retrieval found(
            PassageSearch source,
            String organization,
            String query,
            @Nullable Double ownThreshold) {
        var passages = source.search(organization, query, properties.passages());
        return new Retrieval.Found(
                passages, ownThreshold == null ? source.threshold() : ownThreshold);
    }

    private Retrieval bounded(Callable<Retrieval> task) {
        try {
            var future = threads.submit(task);
            try {
                return future.get(properties.within().toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                // Without an interrupt: it would close the files of an index for everybody.
                future.cancel(false);
            }
        } catch (RejectedExecutionException e) {
            return new Retrieval.Failed("too many searches wait");
        } catch (TimeoutException e) {
            return new Retrieval.Failed(
                    "no result within %d ms".formatted(properties.within().toMillis()));
        } catch (ExecutionException e) {
            // Its message may hold what a customer wrote.
            return new Retrieval.Failed(
                    e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Retrieval.Failed("interrupted");
        }
    }
}
