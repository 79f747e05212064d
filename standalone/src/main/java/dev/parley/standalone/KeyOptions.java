package dev.parley.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command takes the API key for a server that is named. */
final class KeyOptions {
    private static final String VARIABLE = "PARLEY_KEY";
    private static final Set<String> LOOPBACK =
            Set.of("127.0.0.1", "localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The API key; other users of the machine see it in the list of processes.")
    private @Nullable String key;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the API key. With --server, PARLEY_KEY is taken as well.")
    private @Nullable Path file;

    /** The key of an option, if there is one. */
    Optional<String> given() {
        if (key != null && file != null) {
            throw new CommandException("give the key by --key or by --key-file, not by both");
        }
        return file == null ? Optional.ofNullable(key) : Optional.of(read(file));
    }

    /**
     * The key for a server that was named by its address.
     *
     * @throws CommandException when there is none
     */
    String forServer(URI server) {
        return given().or(KeyOptions::ofEnvironment)
                .orElseThrow(() ->
                        new CommandException(
                                "%s needs its own API key, by --key-file, %s or --key: the operator's key of --data is sent to the server of --data alone"
                                        .formatted(server, VARIABLE)));
    }

    /** Warns when a key is about to travel where others can read it. */
    static void warnWhenReadable(URI server) {
        var host = server.getHost();
        if ("http".equalsIgnoreCase(server.getScheme())
                && (host == null || !LOOPBACK.contains(host.toLowerCase(Locale.ROOT)))) {
            System.err.println(
                    "parley: the API key goes to %s unencrypted; use https beyond this machine"
                            .formatted(server));
        }
    }

    static Optional<String> ofEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(text -> !text.isBlank());
    }

    private static String read(Path file) {
        try {
            var text = Files.readString(file).strip();
            if (text.isEmpty() || text.lines().count() > 1) {
                throw new CommandException(file + " must hold one line, the API key");
            }
            return text;
        } catch (IOException e) {
            throw new CommandException(
                    "cannot read the API key in %s (%s)"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}
