package dev.parley.standalone;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.embedded.EmbeddedRedis;
import dev.parley.embedded.LoopbackPort;
import dev.parley.kafka.StopLimit;
import dev.parley.standalone.services.Fleet;
import dev.parley.standalone.services.FleetOptions;
import dev.parley.standalone.services.FleetSettings;
import dev.parley.standalone.services.ServicePrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "services",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the four services as processes of their own and keeps them running until Ctrl-C.",
            "A broker, a Redis or a database that is not named runs here as well, on loopback."
        })
final class ServicesCommand implements Callable<Integer> {
    private static final String DATA = ".parley/services";

    /** Seven JVMs that start at once on two slow cores took more than four. */
    private static final Duration START_LIMIT = Duration.ofMinutes(8);

    /** More than a process may take to stop, as the broker goes last. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the HTTP API; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DATA,
            description = "Where data and logs are kept. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(DATA);

    @Mixin private FleetOptions options = new FleetOptions();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Uses this broker. Default: one in --data")
    private @Nullable String kafka;

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            description = "Uses this Redis. Default: one in --data")
    private @Nullable String redis;

    @Option(
            names = "--postgresql",
            paramLabel = "URL",
            description = {
                "Uses this database, jdbc:postgresql://HOST:PORT/NAME; its user and password come from"
                        + " PARLEY_STORE_POSTGRESQL_USERNAME and PARLEY_STORE_POSTGRESQL_PASSWORD.",
                "Default: an SQLite file in --data that the processes share"
            })
    private @Nullable String postgresql;

    @Option(
            names = "--model-latency",
            paramLabel = "TIME",
            defaultValue = "500ms",
            description =
                    "How long the offline model takes for an answer. Default: ${DEFAULT-VALUE}")
    private Duration modelLatency = Duration.ZERO;

    private final Map<String, String> secrets = new HashMap<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    @Override
    public Integer call() throws InterruptedException {
        Logging.begin();
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped), "stop-parley"));
        try (var _ = new StopLimit(STOP_LIMIT)) {
            var directory = DataDirectory.open(data);
            parts.push(directory);
            var fleet = start(directory);
            System.out.print(welcome(fleet, directory));
            System.out.flush();
            stop.await();
        } finally {
            close();
            stopped.countDown();
        }
        return 0;
    }

    private Fleet start(DataDirectory directory) throws InterruptedException {
        System.err.println("Starting " + (3 * options.each() + 1) + " processes ...");
        FreeSpace.of(directory.path()).requireForStart();
        LoopbackPort.choose(port, "the API", "--port"); // fails before anything slow
        var key = OperatorKey.of(directory.path());
        var brokers = kafka == null ? embeddedKafka(directory) : kafka;
        var redisAddress = redis == null ? embeddedRedis(directory) : redis;
        var fleet =
                Fleet.start(
                        new FleetSettings(
                                ServicePrograms.ofLauncher(),
                                directory.resolve("log"),
                                directory.path(),
                                options.each(),
                                port,
                                brokers,
                                properties(directory, key, redisAddress),
                                secrets,
                                options.jvmOptions()),
                        System.err::println);
        parts.push(fleet);
        fleet.awaitReady(START_LIMIT);
        var file = new ServerFile(directory.path());
        file.write(fleet.address(), brokers, redisAddress);
        parts.push(file::delete);
        return fleet;
    }

    private String embeddedKafka(DataDirectory directory) {
        EmbeddedKafka broker = EmbeddedServers.startKafka(directory.path(), 0);
        parts.push(broker);
        return broker.bootstrapServers();
    }

    private String embeddedRedis(DataDirectory directory) {
        EmbeddedRedis server = EmbeddedServers.startRedis(directory.path(), 0);
        parts.push(server);
        secrets.put("PARLEY_REDIS_PASSWORD", server.password());
        return server.host() + ":" + server.port();
    }

    private Map<String, String> properties(
            DataDirectory directory, OperatorKey key, String redisAddress) {
        var properties = new HashMap<String, String>();
        int colon = redisAddress.lastIndexOf(':');
        if (colon < 1) {
            throw new CommandException("--redis must be HOST:PORT, not " + redisAddress);
        }
        properties.put("parley.redis.host", redisAddress.substring(0, colon));
        properties.put("parley.redis.port", redisAddress.substring(colon + 1));
        if (postgresql == null) {
            properties.put("parley.store.sqlite.path", directory.resolve("parley.db").toString());
        } else {
            properties.put("parley.store.kind", "postgresql");
            properties.put("parley.store.postgresql.url", postgresql);
        }
        properties.put("parley.api.operator-key-hash", key.hash());
        properties.put("parley.model.offline.latency", modelLatency.toString());
        properties.putAll(options.settings());
        return properties;
    }

    private String welcome(Fleet fleet, DataDirectory directory) {
        var text = new StringBuilder("Parley is ready.\n");
        text.append("  API       ").append(fleet.address()).append('\n');
        text.append("  API key   in ").append(directory.resolve(OperatorKey.FILE)).append('\n');
        for (var process : fleet.processes()) {
            text.append(
                    "  %-24s  pid %-8d %s  %s%n"
                            .formatted(
                                    process,
                                    process.process().pid(),
                                    "http://"
                                            + LoopbackPort.HOST
                                            + ":"
                                            + process.port()
                                            + "/actuator/health",
                                    process.log()));
        }
        text.append(
                """

                Play conversations against it:
                  ./parley demo --conversations sample --organizations-from-field \\
                      --server %s --key-file %s
                End one with kill -9 and see that nothing is lost: it is started again.
                Ctrl-C stops all of them; the data stay.
                """
                        .formatted(fleet.address(), directory.resolve(OperatorKey.FILE)));
        return text.toString();
    }

    private static void stop(CountDownLatch stop, CountDownLatch stopped) {
        System.err.println("Stopping ...");
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) { // the others must be closed all the same
                System.err.println("parley: a part did not stop cleanly: " + e.getMessage());
            }
        }
    }
}
