package dev.parley.benchmarks.retrieval;

import dev.parley.documents.lucene.LocalDocuments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retrieval",
        mixinStandardHelpOptions = true,
        description = {
            "Measures questions per second over passages of many organizations, with the local embedding model, and",
            "what embedding, indexing and memory cost. Passages have made-up words and vectors; questions are embedded."
        })
public final class RetrievalCommand implements Callable<Integer> {
    @Option(
            names = "--passages",
            split = ",",
            paramLabel = "N",
            defaultValue = "10000,100000",
            description = "Sizes of the index. Default: ${DEFAULT-VALUE}")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--organizations",
            paramLabel = "N",
            defaultValue = "20",
            description = "The passages belong to so many. Default: ${DEFAULT-VALUE}")
    private int organizations;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of each measurement. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Who asks at once. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--on-disk",
            description = "The index in the temp directory instead of the heap.")
    private boolean onDisk;

    @Override
    public Integer call() throws Exception {
        var embeddings = LocalDocuments.localModel();
        var benchmark =
                new RetrievalBenchmark(embeddings, organizations, threads, seconds, System.out);
        benchmark.embedding();
        for (int size : sizes) {
            var folder = Files.createTempDirectory("parley-bench-");
            try {
                benchmark.searching(size, onDisk ? folder : null);
            } finally {
                delete(folder);
            }
        }
        return 0;
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
