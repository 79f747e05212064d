package dev.parley.standalone.services;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command that can be started again and again.
 *
 * @param log where all it writes is appended
 * @param environment besides this process's own
 */
record Program(Path log, List<String> command, Map<String, String> environment) {
    /** Starts it, with nothing to read. */
    Process start() throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var started = builder.start();
        started.getOutputStream().close();
        return started;
    }
}
