package dev.parley.kafka;

import dev.parley.conversation.Stage;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.runtime.FailureClassifier;
import dev.parley.runtime.FailureHandling;
import dev.parley.runtime.ProcessEnd;
import dev.parley.runtime.ProcessorSettings;
import dev.parley.runtime.PublishingFailureRouter;
import dev.parley.runtime.RecordDecoder;
import dev.parley.runtime.RecordHandler;
import dev.parley.runtime.RecordProcessor;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Makes the workers of a service: a record processor each, with the settings all workers share. */
public final class Workers implements HealthIndicator {
    private final WorkerProperties properties;
    private final TopicCatalogue catalogue;
    private final RecordPublisher publisher;
    private final RecordDecoder decoder;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, Object> consumer;
    private final ProcessEnd end;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();

    Workers(
            WorkerProperties properties,
            TopicCatalogue catalogue,
            RecordPublisher publisher,
            RecordDecoder decoder,
            MeterRegistry meters,
            InstantSource clock,
            Map<String, Object> consumer,
            ProcessEnd end) {
        this.properties = properties;
        this.catalogue = catalogue;
        this.publisher = publisher;
        this.decoder = decoder;
        this.meters = meters;
        this.clock = clock;
        this.consumer = Map.copyOf(consumer);
        this.end = end;
    }

    /**
     * Makes the worker of a stage; it starts and stops with the application.
     *
     * @param topics what it reads
     */
    public Worker worker(Stage stage, Set<Topic> topics, RecordHandler handler) {
        return worker(stage.text(), topics, ErrorTopics.of(stage), handler);
    }

    /**
     * Makes a worker beside the stages, as {@link #worker(Stage, Set, RecordHandler)}.
     *
     * @param name of the worker, and of its consumer group
     * @param topics what it reads
     * @param errors where its failures are reported
     */
    public Worker worker(String name, Set<Topic> topics, Topic errors, RecordHandler handler) {
        var names = topics.stream().map(catalogue::name).collect(Collectors.toSet());
        var standard = ProcessorSettings.of(name, catalogue.prefix() + name, names, consumer);
        var settings =
                standard.withBounds(properties.bounds())
                        .withPace(properties.pace())
                        .withPatience(properties.patience(standard.patience().backOff()));
        var failures =
                new FailureHandling(
                        FailureClassifier.withInfrastructure(
                                List.of(StoreUnavailableException.class)),
                        new PublishingFailureRouter(
                                name,
                                publisher,
                                catalogue.name(errors),
                                catalogue.name(Topic.DEAD_LETTERS),
                                clock));
        RecordHandler traced =
                record -> TraceScope.call(record.trace(), () -> handler.handle(record));
        var worker =
                new Worker(
                        name,
                        new RecordProcessor(settings, traced, decoder, failures, meters),
                        catalogue,
                        end);
        workers.add(worker);
        return worker;
    }

    /**
     * Whether the workers of this process do all of their work. Part of readiness alone: a restart
     * would not help a record that is stuck, nor a worker that brokers do not let read.
     */
    @Override
    public Health health() {
        var obstacles = new LinkedHashMap<String, String>();
        for (var worker : workers) {
            worker.obstacle().ifPresent(what -> obstacles.put(worker.name(), what));
        }
        return (obstacles.isEmpty() ? Health.up() : Health.down()).withDetails(obstacles).build();
    }
}
