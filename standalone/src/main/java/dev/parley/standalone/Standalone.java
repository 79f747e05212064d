package dev.parley.standalone;

import dev.parley.embedded.EmbeddedRedis;
import dev.parley.embedded.LoopbackPort;
import dev.parley.standalone.client.ParleyClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * All of Parley in this JVM: an embedded broker, Redis, SQLite and the four services, on loopback.
 * Data stay in the directory across {@link #close} and the death of the JVM. Thread-safe.
 */
public final class Standalone implements AutoCloseable {
    /** Nothing listens on port 1; the services find Redis as good as dead. */
    private static final int NO_REDIS = 1;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final StandaloneSettings settings;
    private final DataDirectory data;
    private final OperatorKey key;
    private final EmbeddedServers servers;
    private final Services services;
    private final URI address;

    private Standalone(StandaloneSettings settings, DataDirectory data) {
        this.settings = settings;
        this.data = data;
        parts.push(data);
        var started = false;
        try {
            var space = FreeSpace.of(data.path());
            checkBeforeAnythingSlow(space);
            key = OperatorKey.of(data.path());
            servers =
                    EmbeddedServers.start(
                            data.path(),
                            settings.kafkaPort(),
                            settings.redis()
                                    ? OptionalInt.of(settings.redisPort())
                                    : OptionalInt.empty());
            parts.push(servers);
            services = Services.start(properties(), space);
            parts.push(services);
            address = URI.create("http://" + LoopbackPort.HOST + ":" + services.port());
            Readiness.await(services.context(), client());
            announce();
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /**
     * Starts everything and returns when it is ready for messages.
     *
     * @throws RuntimeException when it cannot start, with a message for the operator where the
     *     reason is a port or the directory; nothing runs then
     */
    public static Standalone start(StandaloneSettings settings) {
        return start(settings, DataDirectory.open(settings.data()));
    }

    /** Starts in a directory that is open already, and closes it in the end. */
    static Standalone start(StandaloneSettings settings, DataDirectory data) {
        return new Standalone(settings, data);
    }

    private void checkBeforeAnythingSlow(FreeSpace space) {
        space.requireForStart();
        LoopbackPort.choose(settings.apiPort(), "the API", "--port");
        LoopbackPort.choose(settings.kafkaPort(), "Kafka", "--kafka-port");
    }

    private Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("server.address", LoopbackPort.HOST);
        properties.put("server.port", String.valueOf(settings.apiPort()));
        properties.put("spring.kafka.bootstrap-servers", servers.kafka().bootstrapServers());
        properties.put("parley.redis.host", LoopbackPort.HOST);
        properties.put(
                "parley.redis.port",
                String.valueOf(servers.redis().map(EmbeddedRedis::port).orElse(NO_REDIS)));
        servers.redis()
                .ifPresent(redis -> properties.put("parley.redis.password", redis.password()));
        properties.put("parley.store.sqlite.path", data.resolve("parley.db").toString());
        properties.put("parley.timers.state-directory", data.resolve("timers").toString());
        properties.put("parley.api.operator-key-hash", key.hash());
        // More than one process answers: here the limit only stops a client that has run wild.
        properties.put("parley.api.rate.messages-per-second", "${PARLEY_API_RATE:2000}");
        properties.put("parley.api.rate.burst", "${PARLEY_API_RATE_BURST:20000}");
        properties.put("parley.model.offline.latency", settings.modelLatency().toString());
        properties.putAll(settings.properties());
        return properties;
    }

    private void announce() {
        var file = new ServerFile(data.path());
        file.write(address, servers.kafka().bootstrapServers(), redisAddress().orElse("none"));
        parts.push(file::delete);
    }

    /** Where the HTTP API listens. */
    public URI address() {
        return address;
    }

    /** The operator's API key. */
    public String operatorKey() {
        return key.text();
    }

    /** A client of it with the operator's key. */
    public ParleyClient client() {
        return new ParleyClient(address, key.text());
    }

    /** Its data directory, absolute. */
    public Path data() {
        return data.path();
    }

    /** Where the broker listens, {@code host:port}. */
    public String kafkaAddress() {
        return servers.kafka().bootstrapServers();
    }

    /** Where Redis listens, {@code host:port}, if there is one. */
    public Optional<String> redisAddress() {
        return redis().map(server -> server.host() + ":" + server.port());
    }

    /** Its Redis, if there is one; it may be stopped and started while Parley runs. */
    public Optional<EmbeddedRedis> redis() {
        return servers.redis();
    }

    /** The services' beans, for benchmarks. */
    public ApplicationContext context() {
        return services.context();
    }

    /**
     * Stops taking messages, lets what runs end or hands it back, and stops everything. A second
     * call waits for the first and does nothing.
     */
    @Override
    public synchronized void close() {
        @Nullable RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) { // the others must be closed all the same
                var failed = new IllegalStateException("a part of Parley did not stop cleanly", e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
