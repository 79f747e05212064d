package dev.parley.benchmarks.retrieval;

import dev.parley.conversation.document.Embeddings;
import dev.parley.documents.lucene.LocalDocuments;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Measures embedding alone, then indexing and questions over an index of some size. */
final class RetrievalBenchmark {
    private static final int PASSAGES_OF_A_QUESTION = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Embeddings embeddings;
    private final int organizations;
    private final int threads;
    private final Duration time;
    private final PrintStream out;

    RetrievalBenchmark(
            Embeddings embeddings, int organizations, int threads, int seconds, PrintStream out) {
        this.embeddings = embeddings;
        this.organizations = organizations;
        this.threads = threads;
        this.time = Duration.ofSeconds(seconds);
        this.out = out;
    }

    void embedding() throws Exception {
        long began = System.nanoTime();
        embeddings.embed("acme", List.of("load"));
        line("embedding model %s loaded in %.1f s", embeddings.model(), since(began));
        var questions = new SyntheticDesk(organizations, embeddings);
        ask(WARM_UP, i -> embeddings.embed("acme", List.of(questions.question(i))));
        var asked = ask(time, i -> embeddings.embed("acme", List.of(questions.question(i))));
        line("embed a question   %s", figures(asked));
        var passages = ask(time, i -> embeddings.embed("acme", List.of(questions.longText(i))));
        line("embed a passage    %s", figures(passages));
    }

    void searching(int size, @Nullable Path folder) throws Exception {
        long before = heap();
        try (var documents = LocalDocuments.with(withoutClosing(), folder)) {
            var desk = new SyntheticDesk(organizations, embeddings);
            long began = System.nanoTime();
            desk.fill(documents.sink(), size);
            double indexed = since(began);
            documents.refresh();
            line(
                    "%n%,d passages of %d organizations, index %s",
                    documents.passages(),
                    organizations,
                    folder == null ? "in the heap" : "on disk");
            line(
                    "indexing           %.1f s, %,.0f passages/s on one thread",
                    indexed, size / indexed);
            line("heap               %,d MiB more than before", (heap() - before) >> 20);
            var search = documents.search();
            ask(
                    WARM_UP,
                    i -> search.search(desk.asker(i), desk.question(i), PASSAGES_OF_A_QUESTION));
            var asked =
                    ask(
                            time,
                            i ->
                                    search.search(
                                            desk.asker(i),
                                            desk.question(i),
                                            PASSAGES_OF_A_QUESTION));
            line("questions          %s", figures(asked));
        }
    }

    private Measured ask(Duration length, Question question) throws Exception {
        var running = new ArrayList<Callable<Histogram>>();
        long end = System.nanoTime() + length.toNanos();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread;
            running.add(() -> {
                var histogram = new Histogram(LONGEST.toNanos(), 3);
                for (int i = first; System.nanoTime() < end; i += threads) {
                    long began = System.nanoTime();
                    question.ask(i);
                    histogram.recordValue(Math.min(System.nanoTime() - began, LONGEST.toNanos()));
                }
                return histogram;
            });
        }
        var all = new Histogram(LONGEST.toNanos(), 3);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var each : pool.invokeAll(running)) {
                all.add(each.get());
            }
        }
        return new Measured(all, length.toNanos() / 1e9);
    }

    private String figures(Measured measured) {
        var latencies = measured.latencies();
        return String.format(
                Locale.ROOT,
                "%,.0f/s by %d threads, p50 %.1f ms, p99 %.1f ms",
                latencies.getTotalCount() / measured.seconds(),
                threads,
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6);
    }

    /** The index closes its embeddings, and they are used again. */
    private Embeddings withoutClosing() {
        return new SharedEmbeddings(embeddings);
    }

    /** After a collection; only so does it tell what is held. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private record Measured(Histogram latencies, double seconds) {}

    private interface Question {
        Object ask(int number);
    }
}
