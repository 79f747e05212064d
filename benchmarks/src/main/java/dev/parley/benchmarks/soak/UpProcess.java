package dev.parley.benchmarks.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** {@code up} in a JVM of its own, with everything it keeps in one folder. */
final class UpProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(8);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final int LAST_LINES = 40;
    private static final String READY = "Parley is ready.";
    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final Path folder;
    private List<ProcessHandle> children = List.of();

    private UpProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts it with the launcher's options and an offline model that answers at once; returns when
     * it is ready.
     *
     * @param program what the JVM is to run, as its command line says it
     * @param folder for data, temporary files and log
     */
    static UpProcess start(List<String> program, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("tmp"));
        var up = new UpProcess(launch(program, folder), folder);
        Runtime.getRuntime().addShutdownHook(new Thread(up::close, "bench-stop-up"));
        boolean ready = false;
        try {
            up.awaitReady();
            ready = true;
        } finally {
            if (!ready) {
                up.close();
            }
        }
        up.children = up.process.descendants().toList();
        return up;
    }

    private static Process launch(List<String> program, Path folder) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Xmx" + System.getenv().getOrDefault("PARLEY_HEAP", "512m"),
                                "-Djava.io.tmpdir=" + folder.resolve("tmp")));
        command.addAll(program);
        command.addAll(
                List.of(
                        "up",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--model-latency",
                        "0ms"));
        var started =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log(folder).toFile())
                        .start();
        started.getOutputStream().close();
        return started;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!log().contains(READY)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("up did not get ready: " + log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Where it listens, with its operator's key. */
    Server server() throws IOException {
        var data = folder.resolve("data");
        var told = JsonMapper.shared().readTree(Files.readString(data.resolve("server.json")));
        return Server.of(
                URI.create(told.path("address").asString()),
                Files.readString(data.resolve("operator-key")).strip());
    }

    /** What it has written to its log. */
    String log() throws IOException {
        return Files.readString(log(folder));
    }

    /** What there is to say of one that has ended by itself: how, and the end of its log. */
    String lastWords() throws IOException {
        var lines = log().lines().toList();
        return "up has ended with exit code %d; its log ends:%n%s"
                .formatted(
                        process.onExit().join().exitValue(),
                        String.join(
                                System.lineSeparator(),
                                lines.subList(
                                        Math.max(0, lines.size() - LAST_LINES), lines.size())));
    }

    private static Path log(Path folder) {
        return folder.resolve("up.log");
    }

    Path temporaryFiles() {
        return folder.resolve("tmp");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Its Redis, and whatever else it starts. */
    List<ProcessHandle> children() {
        return children;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, gently at first, with all it has started. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
