package dev.parley.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the child is told, through its standard input: arguments stand in the list of processes, and
 * the password must not.
 *
 * @param directory where it keeps its data; it can write nowhere else
 */
record RedisConfiguration(Path directory, int port, String password) {
    /**
     * What turns a client into the user who runs Redis, or its data into somebody else's: other
     * paths, other servers, loaded code. All builds that we bring know these names.
     */
    private static final List<String> REMOVED =
            List.of(
                    "CONFIG",
                    "DEBUG",
                    "MODULE",
                    "SLAVEOF",
                    "REPLICAOF",
                    "MIGRATE",
                    "SYNC",
                    "PSYNC");

    String text() {
        return """
        bind %s
        port %d
        dir "%s"
        requirepass %s
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory 256mb
        %s
        """
                .formatted(LoopbackPort.HOST, port, quoted(directory), password, removals());
    }

    private static String removals() {
        return REMOVED.stream()
                .map(command -> "rename-command " + command + " \"\"")
                .collect(Collectors.joining("\n"));
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "RedisConfiguration of port " + port;
    }
}
