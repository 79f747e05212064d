package dev.parley.standalone.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A service in a JVM of its own. When it ends without having been asked to, it is started again a
 * moment later, as an orchestrator would do. Thread-safe.
 */
public final class ServiceProcess {
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final int LAST_LINES = 15;
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .connectTimeout(ASK)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    private final Service service;
    private final int number;
    private final int port;
    private final Program program;
    private final Consumer<String> news;
    private final Restarts restarts;

    private Process process;
    private boolean wanted = true;

    /**
     * Starts it; it is not ready yet.
     *
     * @param port where it answers health checks, and the edge its API
     * @param news told when it ends and is started again
     */
    ServiceProcess(
            Service service,
            int number,
            int port,
            Program program,
            Consumer<String> news,
            Restarts restarts) {
        this.service = service;
        this.number = number;
        this.port = port;
        this.program = program;
        this.news = news;
        this.restarts = restarts;
        this.process = launch();
    }

    private Process launch() {
        restarts.launched();
        try {
            var launched = program.start();
            launched.onExit().thenAccept(this::ended);
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + this, e);
        }
    }

    private void ended(Process gone) {
        synchronized (this) {
            if (!wanted) {
                return;
            }
        }
        var pause = restarts.ended();
        news.accept(
                "%s ended with code %d and is started again; its log is %s"
                        .formatted(this, gone.exitValue(), log()));
        Thread.ofVirtual().start(() -> startAgain(pause));
    }

    private void startAgain(Duration pause) {
        try {
            restarts.rest(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (wanted && !process.isAlive()) {
                process = launch();
            }
        }
    }

    public Service service() {
        return service;
    }

    /** Its port on loopback. */
    public int port() {
        return port;
    }

    public Path log() {
        return program.log();
    }

    /** The last lines of its log. */
    String lastWords() {
        try (var lines = Files.lines(log())) {
            var last = new ArrayDeque<String>();
            lines.forEach(line -> {
                last.add(line);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            });
            return String.join(System.lineSeparator(), last);
        } catch (IOException | UncheckedIOException e) {
            return "(not readable: %s)".formatted(e);
        }
    }

    /** The process that runs now, or ended last. */
    public synchronized Process process() {
        return process;
    }

    /** Tells whether it says that it is ready for work. */
    public boolean isReady() throws InterruptedException {
        var ready =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                        .timeout(ASK)
                        .build();
        try {
            return process().isAlive()
                    && HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends SIGKILL. It will be started again. */
    public void kill() {
        process().destroyForcibly();
    }

    /**
     * Sends SIGTERM, so that it finishes or hands back what it works on, and waits for its end. It
     * will be started again.
     *
     * @return whether it ended within the limit
     */
    public boolean terminate(Duration limit) throws InterruptedException {
        var current = process();
        current.destroy();
        return current.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends SIGTERM for good; does not wait. */
    synchronized void end() {
        wanted = false;
        process.destroy();
    }

    /** Waits for its end, and forces it when the time is over. */
    void awaitEnd(Duration limit) {
        var current = process();
        try {
            if (current.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        current.destroyForcibly();
    }

    /** Its service and number. */
    @Override
    public String toString() {
        return service.module() + " " + number;
    }
}
