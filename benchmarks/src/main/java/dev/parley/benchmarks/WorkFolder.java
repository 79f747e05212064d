package dev.parley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where a benchmark keeps its data. */
public record WorkFolder(Path path) {
    private static final int DELETE_ATTEMPTS = 20;

    /**
     * The wanted folder, which stays.
     *
     * @param wanted created if missing
     */
    public static WorkFolder kept(Path wanted) throws IOException {
        return new WorkFolder(Files.createDirectories(wanted.toAbsolutePath()));
    }

    /**
     * A new folder that is deleted when the JVM ends, so that an interrupted run leaves nothing
     * behind either.
     *
     * @param parent absent for the temp directory
     */
    public static WorkFolder passing(@Nullable Path parent) throws IOException {
        var path =
                parent == null
                        ? Files.createTempDirectory("parley-bench-")
                        : Files.createTempDirectory(
                                Files.createDirectories(parent), "parley-bench-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(path), "bench-delete"));
        return new WorkFolder(path);
    }

    /**
     * Servers that an interrupted run did not stop may still write there, so it tries more than
     * once.
     */
    private static void delete(Path folder) {
        for (int i = 0; i < DELETE_ATTEMPTS && Files.exists(folder); i++) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                // a file came or went meanwhile
            }
        }
        if (Files.exists(folder)) {
            System.err.println("parley bench: could not delete " + folder);
        }
    }
}
