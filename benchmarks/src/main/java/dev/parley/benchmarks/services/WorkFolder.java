package dev.parley.benchmarks.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a benchmark keeps its data.
 *
 * @param kept whether it stays afterwards
 */
record WorkFolder(Path path, boolean kept) implements AutoCloseable {
    private static final int DELETE_ATTEMPTS = 20;

    /** The wanted folder, which stays, or a temporary one. */
    static WorkFolder of(@Nullable Path wanted) throws IOException {
        return wanted == null
                ? new WorkFolder(Files.createTempDirectory("parley-bench-"), false)
                : new WorkFolder(Files.createDirectories(wanted.toAbsolutePath()), true);
    }

    /**
     * Deletes it unless it is kept. Servers that an interrupted run did not stop may still write
     * there, so it tries more than once.
     */
    @Override
    public void close() {
        for (int i = 0; i < DELETE_ATTEMPTS && !kept && Files.exists(path); i++) {
            try (var files = Files.walk(path)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                // a file came or went meanwhile
            }
        }
        if (!kept && Files.exists(path)) {
            System.err.println("parley bench: could not delete " + path);
        }
    }
}
