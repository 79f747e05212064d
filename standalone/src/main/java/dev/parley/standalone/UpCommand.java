package dev.parley.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts everything on this machine and keeps running until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    /** Where {@code up} keeps its data, and where other commands look for it. */
    static final String DATA = ".parley/data";

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
            description = "Where everything is kept. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(DATA);

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of Kafka. Default: the one of the last start, or a free one")
    private int kafkaPort;

    @Option(
            names = "--redis-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of Redis. Default: the one of the last start, or a free one")
    private int redisPort;

    @Option(
            names = "--model-latency",
            paramLabel = "TIME",
            defaultValue = "500ms",
            description =
                    "How long the offline model takes for an answer. Default: ${DEFAULT-VALUE}")
    private Duration modelLatency = Duration.ZERO;

    @Option(
            names = "--no-redis",
            description = "Runs without Redis: correct, with some useless work.")
    private boolean noRedis;

    @Override
    public Integer call() throws InterruptedException {
        Logging.begin();
        System.err.println("Starting Kafka" + (noRedis ? "" : ", Redis") + " and the services ...");
        var settings =
                new StandaloneSettings(
                        data, port, kafkaPort, redisPort, !noRedis, modelLatency, Map.of());
        var parley = Standalone.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parley), "stop-parley"));
        System.out.print(Welcome.of(parley, isTerminal()));
        System.out.flush();
        new CountDownLatch(1).await(); // until a signal ends the JVM
        return 0;
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static void stop(Standalone parley) {
        System.err.println("Stopping ...");
        parley.close();
        System.err.println("Stopped. The data stay in " + parley.data());
    }
}
