package dev.parley.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the redis-server program. */
final class RedisProcess {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int POLL_MILLIS = 10;

    private final Process process;

    private RedisProcess(Process process) {
        this.process = process;
    }

    /** Starts it and returns when it has loaded its data and answers. */
    static RedisProcess start(File program, RedisConfiguration configuration) throws IOException {
        var directory = configuration.directory();
        var log = directory.resolve("redis.log");
        var process =
                new ProcessBuilder(program.getPath(), "-")
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write(configuration.text());
            }
            awaitReady(
                    process, new RedisControl(configuration.port(), configuration.password()), log);
            return new RedisProcess(process);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void awaitReady(Process process, RedisControl server, Path log)
            throws IOException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!server.isReady()) {
            if (endedWithin(process, POLL_MILLIS)) {
                throw new IOException(
                        "redis-server ended with code "
                                + process.exitValue()
                                + ", saying: "
                                + tail(log));
            }
            if (System.nanoTime() > end) {
                throw new IOException(
                        "redis-server did not answer within " + START_LIMIT + "; see " + log);
            }
        }
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    long pid() {
        return process.pid();
    }

    /** Completes when it has ended, however that came. */
    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, its data written; one that does not end is killed. */
    void stop() {
        process.destroy();
        if (!endedWithin(process, STOP_LIMIT.toMillis())) {
            process.destroyForcibly();
            endedWithin(process, STOP_LIMIT.toMillis());
        }
    }

    private static boolean endedWithin(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for redis-server", e);
        }
    }
}
