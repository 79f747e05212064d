package dev.parley.standalone;

import dev.parley.standalone.client.ParleyClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Parley in a JVM of its own, to be killed. */
final class ChildParley implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final Process process;
    private final Path log;
    private List<ProcessHandle> children = List.of();

    private ChildParley(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Begins a command; its output, both streams, goes to the log. */
    static ChildParley begin(Path log, String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parley.class.getName()));
        command.addAll(List.of(arguments));
        Files.writeString(log, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        return new ChildParley(process, log);
    }

    /** Starts {@code up} and returns when it says that it is ready. */
    static ChildParley up(Path data, int port, Duration modelLatency)
            throws IOException, InterruptedException {
        var child =
                begin(
                        data.resolveSibling("up.log"),
                        "up",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        data.toString(),
                        "--model-latency",
                        modelLatency.toMillis() + "ms");
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!child.output().contains("Parley is ready.")) {
            if (!child.process.isAlive() || System.nanoTime() > end) {
                child.close();
                throw new IllegalStateException("up did not get ready: " + child.output());
            }
            child.process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        child.children = child.process.descendants().toList(); // its Redis, which outlives a kill
        return child;
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end. */
    int exitCode(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("did not end within " + limit + ": " + output());
        }
        return process.exitValue();
    }

    static ParleyClient client(Path data, int port) throws IOException {
        var key = OperatorKey.read(data.resolve(OperatorKey.FILE)).text();
        return new ParleyClient(URI.create("http://127.0.0.1:" + port), key);
    }

    /** Ends it, and what it left running. */
    @Override
    public void close() {
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
