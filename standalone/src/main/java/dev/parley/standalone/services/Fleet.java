package dev.parley.standalone.services;

import dev.parley.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The four services as processes of their own on this machine: one edge and some of each worker, on
 * loopback. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
    /** Above the services' own: a worker drains for 10 s and is given 12 s by Spring. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private static final Duration TELL_EVERY = Duration.ofSeconds(30);

    private final List<ServiceProcess> processes = new ArrayList<>();
    private final FleetSettings settings;
    private final Consumer<String> news;
    private final Leftovers leftovers;

    private Fleet(FleetSettings settings, Consumer<String> news) {
        this.settings = settings;
        this.news = news;
        this.leftovers = new Leftovers(settings.logs().resolve("processes"));
    }

    /**
     * Starts all processes. Those that an earlier fleet left running here, because it was killed,
     * are ended first.
     *
     * @param news told when a process ends by itself, and while a start takes long
     */
    public static Fleet start(FleetSettings settings, Consumer<String> news) {
        try {
            Files.createDirectories(settings.logs());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + settings.logs(), e);
        }
        var fleet = new Fleet(settings, news);
        fleet.leftovers.end();
        try {
            fleet.launch();
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private void launch() {
        Consumer<String> noted =
                text -> {
                    news.accept(text);
                    leftovers.note(processes);
                };
        for (var service : Service.values()) {
            for (int number = 1; number <= (service.isWorker() ? settings.each() : 1); number++) {
                int port =
                        service.isWorker()
                                ? LoopbackPort.free()
                                : LoopbackPort.choose(settings.apiPort(), "the API", "--port");
                var log = settings.logs().resolve(service.module() + "-" + number + ".log");
                processes.add(
                        new ServiceProcess(
                                service,
                                number,
                                port,
                                new Program(
                                        log,
                                        command(service, number, port),
                                        settings.environment()),
                                noted,
                                Restarts.inTime()));
            }
        }
        leftovers.note(processes);
    }

    private List<String> command(Service service, int number, int port) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(settings.jvmOptions());
        command.add("-jar");
        command.add(String.valueOf(settings.programs().get(service)));
        var properties = new TreeMap<>(settings.properties());
        properties.put("spring.kafka.bootstrap-servers", settings.kafka());
        properties.put("server.address", LoopbackPort.HOST);
        properties.put("server.port", String.valueOf(port));
        if (service == Service.POST_PROCESSOR) {
            var timers = settings.state().resolve("timers-" + number);
            properties.put("parley.timers.state-directory", timers.toString());
        }
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    /** All of them, the edge first. */
    public List<ServiceProcess> processes() {
        return List.copyOf(processes);
    }

    /** Those of one service. */
    public List<ServiceProcess> processes(Service service) {
        return processes.stream().filter(process -> process.service() == service).toList();
    }

    /** Where the edge's HTTP API listens. */
    public URI address() {
        var edge = processes(Service.INGEST).getFirst();
        return URI.create("http://" + LoopbackPort.HOST + ":" + edge.port());
    }

    /**
     * Waits until every process is ready and each worker has its share of the topics; tells every
     * half minute which are not.
     *
     * @throws IllegalStateException naming what is missing when it takes too long
     */
    public void awaitReady(Duration limit) throws InterruptedException {
        awaitReady(limit, TELL_EVERY);
    }

    void awaitReady(Duration limit, Duration tellEvery) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        var wait = new LongWait(tellEvery, news, System::nanoTime);
        for (var process : processes) {
            await(process, end, wait, this::notReady);
        }
        try (var groups = new WorkerGroups(BrokerAccess.admin(settings))) {
            var members =
                    Map.of(
                            "parley.planner",
                            settings.each(),
                            "parley.executor",
                            settings.each(),
                            "parley.post-processor",
                            settings.each());
            while (!groups.haveMembers(members)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "not every worker has its partitions after " + limit);
                }
                wait.goesOn(() -> List.of("workers that have no partitions yet"));
                Thread.sleep(100);
            }
        }
    }

    /**
     * Waits until one process is ready.
     *
     * @throws IllegalStateException when it takes too long
     */
    public static void awaitReady(ServiceProcess process, Duration limit)
            throws InterruptedException {
        await(
                process,
                System.nanoTime() + limit.toNanos(),
                new LongWait(limit, _ -> {}, System::nanoTime),
                List::of);
    }

    private static void await(
            ServiceProcess process, long end, LongWait wait, LongWait.Missing missing)
            throws InterruptedException {
        while (!process.isReady()) {
            wait.goesOn(missing);
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%s did not get ready; its log is %s%n%s"
                                .formatted(process, process.log(), process.lastWords()));
            }
            Thread.sleep(100);
        }
    }

    private List<String> notReady() throws InterruptedException {
        var names = new ArrayList<String>();
        for (var process : processes) {
            if (!process.isReady()) {
                names.add(process.toString());
            }
        }
        return names;
    }

    /** Stops the edge, then the workers, which finish or hand back what they work on. */
    @Override
    public void close() {
        for (boolean workers : new boolean[] {false, true}) {
            var some =
                    processes.stream()
                            .filter(process -> process.service().isWorker() == workers)
                            .toList();
            some.forEach(ServiceProcess::end);
            some.forEach(process -> process.awaitEnd(STOP_LIMIT));
        }
        leftovers.forget();
    }
}
