package dev.parley.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** Servers whose tests were killed before they could stop them. */
final class Orphans {
    private Orphans() {}

    /** Ends those whose data is in the directory, each in one named by its JVM, and removes it. */
    static void end(Path data) {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (var directories = Files.list(data)) {
            for (var directory : directories.toList()) {
                var jvm = Long.parseLong(directory.getFileName().toString().split("-")[0]);
                if (ProcessHandle.of(jvm).isEmpty()) {
                    postmaster(directory).ifPresent(Orphans::kill);
                    delete(directory);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void kill(ProcessHandle server) {
        server.destroyForcibly();
        server.onExit().join();
    }

    /** The server that runs on the directory, if it is one and not another with its old number. */
    static Optional<ProcessHandle> postmaster(Path directory) throws IOException {
        var file = directory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid)
                .filter(process ->
                        process.info()
                                .command()
                                .filter(command -> command.endsWith("postgres"))
                                .isPresent());
    }
}
