package dev.parley.standalone.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The processes of a fleet, noted in a file, so that the next fleet can end those that a killed one
 * left running. A process is known by its id and the moment of its start, as ids come again.
 */
record Leftovers(Path file) {
    /** Process id and start, milliseconds; anything else is not ours. */
    private static final Pattern NOTED = Pattern.compile("[0-9]{1,18} [0-9]{1,18}");

    /** Writes down what runs now. */
    synchronized void note(List<ServiceProcess> processes) {
        var lines = new ArrayList<String>();
        for (var process : processes) {
            var handle = process.process().toHandle();
            handle.info()
                    .startInstant()
                    .ifPresent(start -> lines.add(handle.pid() + " " + start.toEpochMilli()));
        }
        try {
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Ends what still runs of those noted, and waits for it. */
    void end() {
        try {
            if (Files.exists(file)) {
                var alive = Files.readAllLines(file).stream().flatMap(line -> find(line).stream());
                alive.forEach(handle -> {
                    handle.destroyForcibly();
                    handle.onExit().join();
                });
                forget();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Optional<ProcessHandle> find(String line) {
        if (!NOTED.matcher(line).matches()) {
            return Optional.empty();
        }
        var words = line.split(" ");
        var start = Instant.ofEpochMilli(Long.parseLong(words[1]));
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(handle -> handle.info().startInstant().filter(start::equals).isPresent());
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
