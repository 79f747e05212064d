package dev.parley.standalone.faults;

import dev.parley.standalone.client.ParleyClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A {@link Victim} as its parent sees it. */
final class VictimProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(40);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final PrintStream commands;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final long startedAt = System.nanoTime();
    private List<ProcessHandle> children = List.of();

    /**
     * A line that it said.
     *
     * @param at when it was read, by this JVM's clock in nanoseconds
     */
    record Line(String text, long at) {}

    private VictimProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("victim-" + process.pid()).start(this::listen);
    }

    /**
     * Starts one and returns when it is ready.
     *
     * @param watched the conversation to watch from the beginning, or {@code *}
     * @param properties as {@code name=value}
     */
    static VictimProcess start(
            Path data, String watched, Duration modelLatency, String... properties)
            throws IOException, InterruptedException {
        var log = Files.createTempFile(data.toAbsolutePath().getParent(), "victim", ".log");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1", // lives for seconds: compiling well
                                // would cost more than it gives
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                data.toString(),
                                String.valueOf(modelLatency.toMillis()),
                                InjectionConfiguration.WATCHED + "=" + watched));
        command.addAll(List.of(properties));
        var process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        var victim = new VictimProcess(process, log);
        try {
            victim.await("it is ready", START_LIMIT, line -> line.startsWith("ready "));
            victim.children = process.descendants().toList(); // its Redis, which outlives a kill
            return victim;
        } catch (Throwable e) {
            victim.close();
            throw e;
        }
    }

    private void listen() {
        try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(new Line(line, System.nanoTime()));
            }
        } catch (IOException e) {
            lines.add(new Line("unreadable " + e, System.nanoTime()));
        }
    }

    /** When the JVM was started, by this JVM's clock in nanoseconds. */
    long startedAt() {
        return startedAt;
    }

    /** When it said that it is ready. */
    long readyAt() {
        return readyLine().at();
    }

    private Line readyLine() {
        return lines(line -> line.startsWith("ready ")).getFirst();
    }

    List<Line> lines(Predicate<String> which) {
        return lines.stream().filter(line -> which.test(line.text())).toList();
    }

    /** Waits until it has said such a line. */
    Line await(String what, Duration limit, Predicate<String> which) throws InterruptedException {
        Bound.await(
                () ->
                        what
                                + "; it said "
                                + lines.stream().map(Line::text).toList()
                                + "; log: "
                                + log(),
                limit,
                () -> !lines(which).isEmpty() || !process.isAlive());
        return lines(which).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("died before: " + what + "; log: " + log()));
    }

    /** Gives a command and waits until it is obeyed. */
    void obey(String command) throws InterruptedException {
        var before = lines(("done " + command)::equals).size();
        commands.println(command);
        Bound.await(
                () -> "obeys " + command + "; log: " + log(),
                ANSWER_LIMIT,
                () -> lines(("done " + command)::equals).size() > before);
    }

    /** Gives a command that ends it. */
    void order(String command) {
        commands.println(command);
    }

    /** Sends SIGKILL and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitDeath();
    }

    /** Waits until it is dead; returns its exit code. */
    int awaitDeath() throws InterruptedException {
        if (!process.waitFor(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(
                    "is still alive; it said "
                            + lines.stream().map(Line::text).toList()
                            + "; log: "
                            + log());
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ParleyClient client() {
        var words = readyLine().text().split(" ");
        return new ParleyClient(URI.create(words[1]), words[2]);
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, and what it left running. */
    @Override
    public void close() {
        if (process.isAlive()) {
            order("stop");
            try {
                process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
