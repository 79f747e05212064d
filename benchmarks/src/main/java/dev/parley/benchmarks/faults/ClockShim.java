package dev.parley.benchmarks.faults;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * Shifts the wall clock of single processes, while they run. Linux with a C compiler alone: the
 * shim is compiled where it is used.
 */
final class ClockShim {
    private static final String SOURCE = "clock-shim.c";

    private final Path folder;
    private final Path library;

    private ClockShim(Path folder, Path library) {
        this.folder = folder;
        this.library = library;
    }

    /**
     * Compiles it.
     *
     * @throws IOException when there is no C compiler, or it fails
     */
    static ClockShim compile(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var source = folder.resolve(SOURCE);
        try (var text = ClockShim.class.getResourceAsStream(SOURCE)) {
            if (text == null) {
                throw new FileNotFoundException(SOURCE);
            }
            Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
        }
        var library = folder.resolve("clock-shim.so");
        int code =
                new ProcessBuilder(
                                "cc",
                                "-shared",
                                "-fPIC",
                                "-O2",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl")
                        .inheritIO()
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException("cc ended with " + code + " on " + source);
        }
        return new ClockShim(folder, library);
    }

    /** What a process's environment needs for its clock to be shifted later. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "PARLEY_CLOCK_FOLDER", folder.toString());
    }

    /** Shifts one process's clock within a tenth of a second; zero sets it right again. */
    void shift(Process process, Duration by) throws IOException {
        var file = folder.resolve(String.valueOf(process.pid()));
        var next = folder.resolve(process.pid() + ".new");
        Files.writeString(next, String.valueOf(by.toSeconds()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
