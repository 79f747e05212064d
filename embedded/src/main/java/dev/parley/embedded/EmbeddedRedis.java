package dev.parley.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/**
 * Runs a real Redis as a child process, for clients on this machine.
 *
 * <p>Its data stay in the directory (append-only file, synced each second). The child ends with
 * {@link #close} or when the JVM exits; it outlives a JVM that is killed, and the next start on the
 * directory shuts it down first, whatever its port. A child that ends by itself, or is killed, is
 * started again on the same port. {@link #stop} and {@link #start()} take Redis away and bring it
 * back there. Clients need the {@link #password}; what could reach beyond the directory is taken
 * from them all the same. Thread-safe.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final String NAME = "Redis";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    private final Path directory;
    private final int port;
    private final String password;
    private final File program;
    private final RedisOrphan orphan;
    private final DirectoryLock lock;
    private final Thread stopAtExit = new Thread(this::stop, "stop-redis");
    private final RestartPause pauses = new RestartPause();
    private @Nullable RedisProcess process;
    private long startedAt = System.nanoTime();

    private EmbeddedRedis(Path directory, int wantedPort, String password, DirectoryLock lock)
            throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.orphan = new RedisOrphan(directory);
        orphan.stop(wantedPort);
        this.port = LoopbackPort.choose(wantedPort, NAME, "--redis-port");
        this.password = password;
        new RedisPassword(directory).keep(password);
        this.program = program(directory);
    }

    /**
     * Starts a Redis and returns when it answers.
     *
     * @param directory where it keeps everything; created if missing
     * @param port port on 127.0.0.1, or 0 for any free one
     * @throws PortTakenException when somebody else listens on the port
     * @throws DirectoryInUseException when a living process runs a Redis on the directory
     */
    public static EmbeddedRedis start(Path directory, int port) {
        return start(directory, port, RedisPassword.random());
    }

    /**
     * Starts a Redis with a password of the caller's, for clients that are there before it.
     *
     * @param password letters and digits
     * @see #start(Path, int)
     */
    public static EmbeddedRedis start(Path directory, int port, String password) {
        try {
            var lock = DirectoryLock.of(directory.toAbsolutePath().normalize(), NAME);
            return start(directory.toRealPath(), port, password, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Redis cannot run in the data directory " + directory, e);
        }
    }

    private static EmbeddedRedis start(
            Path directory, int port, String password, DirectoryLock lock) throws IOException {
        var started = false;
        try {
            var redis = new EmbeddedRedis(directory, port, password, lock);
            redis.start();
            Runtime.getRuntime().addShutdownHook(redis.stopAtExit);
            started = true;
            return redis;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    /**
     * Unpacks redis-server beside the data: in the temp directory every killed JVM would leave a
     * copy.
     */
    private static File program(Path directory) throws IOException {
        var folder = Files.createDirectories(directory.resolve("bin"));
        return ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
    }

    /** Starts Redis again after {@link #stop}, with the data it had; does nothing when it runs. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            orphan.remember(port); // before it runs, or a kill in between would leave it unknown
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot start on port " + port, e);
        }
    }

    private void launch() throws IOException {
        var launched =
                RedisProcess.start(program, new RedisConfiguration(directory, port, password));
        process = launched;
        startedAt = System.nanoTime();
        launched.onExit().thenRun(() -> ended(launched));
    }

    private synchronized void ended(RedisProcess gone) {
        if (process == gone) {
            LOG.warn("Redis ended by itself and is started again; its log is in {}", directory);
            var run = Duration.ofNanos(System.nanoTime() - startedAt);
            Thread.ofPlatform().daemon().name("restart-redis").start(() -> startAgain(gone, run));
        }
    }

    private void startAgain(RedisProcess gone, Duration run) {
        var pause = pauses.after(run);
        while (!startedAfter(pause, gone)) {
            pause = pauses.after(Duration.ZERO);
        }
    }

    /** Tells whether there is nothing more to do: it runs, or is not wanted any more. */
    private boolean startedAfter(Duration pause, RedisProcess gone) {
        try {
            Thread.sleep(pause);
            synchronized (this) {
                if (process == gone) {
                    launch();
                    LOG.warn("Redis runs again on port {}", port);
                }
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (IOException e) {
            LOG.warn("Redis cannot start again on port {}: {}", port, e.getMessage());
            return false;
        }
    }

    /** Ends Redis and waits until it is gone; does nothing when it does not run. */
    public synchronized void stop() {
        var running = process;
        process = null;
        if (running != null) {
            running.stop();
        }
    }

    /** Tells whether the child process lives. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * The process id of the child.
     *
     * @throws IllegalStateException when Redis is stopped
     */
    public synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException("Redis is stopped");
        }
        return process.pid();
    }

    /** The address it binds. */
    public String host() {
        return LoopbackPort.HOST;
    }

    /** The port it listens on, also after a stop and start. */
    public int port() {
        return port;
    }

    /** What clients must say first; another one after each {@link #start(Path, int)}. */
    public String password() {
        return password;
    }

    /** Ends Redis for good; the data stay. A second call does nothing. */
    @Override
    public synchronized void close() {
        stop();
        try {
            orphan.forget();
            lock.close();
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot let go of " + directory, e);
        } catch (IllegalStateException e) {
            // The JVM is exiting: the hook runs anyway and finds nothing to stop.
        }
    }
}
