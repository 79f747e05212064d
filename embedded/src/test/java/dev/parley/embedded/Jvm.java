package dev.parley.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second JVM with this one's class path, for what only the death of a JVM can show. */
final class Jvm {
    private Jvm() {}

    /** Runs the main class to its end. */
    static void run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        var process = command(main, arguments).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(main.getSimpleName() + " did not end within 60 s");
        }
    }

    /** Begins the main class; both its streams go to the log. */
    static Process begin(Path log, Class<?> main, String... arguments) throws IOException {
        return command(main, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static ProcessBuilder command(Class<?> main, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ArrayList<>(
                        List.of(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** What stands behind the prefix in the first line that has it. */
    static String awaitLine(Process process, Path log, String prefix)
            throws IOException, InterruptedException {
        while (true) {
            for (var line : Files.readAllLines(log)) {
                if (line.startsWith(prefix)) {
                    return line.substring(prefix.length());
                }
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("ended early: " + Files.readString(log));
            }
        }
    }

    static void signal(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    }
}
