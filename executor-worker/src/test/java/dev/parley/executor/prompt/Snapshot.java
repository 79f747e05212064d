package dev.parley.executor.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds a text against the one accepted, a file of {@code src/test/resources/snapshots}. */
final class Snapshot {
    private static final Path ACCEPTED = Path.of("src/test/resources/snapshots");

    private Snapshot() {}

    /** Fails, and says how to accept, when the text is another; accepts it when told to. */
    static void check(String name, String text) {
        var file = ACCEPTED.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("snapshots.accept")) {
                Files.createDirectories(ACCEPTED);
                Files.writeString(file, text);
            }
            var accepted = Files.exists(file) ? Files.readString(file) : "";
            if (!accepted.equals(text)) {
                throw new AssertionError(
                        """
                        the prompt is not the one accepted in executor-worker/%s. It is:

                        %s
                        If that is meant, accept it and look at the difference:
                          ./parley test -pl executor-worker -am -Dtest=PromptsTest -Dsurefire.failIfNoSpecifiedTests=false -Dsnapshots.accept=true
                          git diff executor-worker/src/test/resources/snapshots
                        """
                                .formatted(file, text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
