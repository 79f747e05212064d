package dev.parley.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Runs a real Kafka broker in this JVM, with itself as its KRaft controller, for clients on this
 * machine.
 *
 * <p>Records, offsets and topics stay in the directory across {@link #close} and across the death
 * of the JVM, and the next start may use other ports. Its threads are not daemons: the JVM lives
 * until {@link #close}, so a failing main must end with {@code System.exit}. Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String NAME = "Kafka";

    private final DirectoryLock lock;
    private final SoleBroker server;
    private final int port;

    private EmbeddedKafka(DirectoryLock lock, SoleBroker server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @param directory where it keeps everything; created if missing
     * @param port port on 127.0.0.1, or 0 for any free one
     * @throws PortTakenException when somebody listens on the port
     * @throws DirectoryInUseException when another broker runs on the directory
     */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * Starts a broker with settings of your own.
     *
     * @param properties broker properties that win over the built-in ones
     * @see #start(Path, int)
     */
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> properties) {
        try {
            var home = directory.toAbsolutePath().normalize();
            return start(DirectoryLock.of(home, NAME), home.resolve("log"), port, properties);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka cannot use the data directory " + directory, e);
        }
    }

    private static EmbeddedKafka start(
            DirectoryLock lock, Path log, int wanted, Map<String, String> properties)
            throws IOException {
        var started = false;
        try {
            var port = LoopbackPort.choose(wanted, NAME, "--kafka-port");
            var settings = new BrokerSettings(log, port, LoopbackPort.free()).with(properties);
            if (!Files.exists(log.resolve("meta.properties"))) {
                format(log);
            }
            var server = SoleBroker.of(new KafkaConfig(settings, false), log);
            LastWords.of(log);
            startUp(server);
            started = true;
            return new EmbeddedKafka(lock, server, port);
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    private static void format(Path log) {
        var output = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(output, true, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) { // the formatter declares nothing narrower
            throw new IllegalStateException(
                    "Kafka cannot prepare " + log + ": " + output.toString(StandardCharsets.UTF_8),
                    e);
        }
    }

    private static void startUp(SoleBroker server) {
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop(); // half a broker would keep the JVM alive and the port bound
            throw e;
        }
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** The port of clients. */
    public int port() {
        return port;
    }

    /** Stops the broker and waits until it is gone; the data stays. A second call does nothing. */
    @Override
    public synchronized void close() {
        server.stop();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's data directory cannot be unlocked", e);
        }
    }
}
