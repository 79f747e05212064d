package dev.parley.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The meters of one worker, all tagged with its name and none with a key or an organization. They
 * leave the registry when the worker closes. Thread-safe.
 */
final class ProcessorMetrics implements AutoCloseable {

    private static final long OUTAGE_OF_ALL = Duration.ofMinutes(1).toNanos();

    private final MeterRegistry registry;
    private final String worker;
    private final Outage outage;
    private final Map<String, TopicMeters> topics = new ConcurrentHashMap<>();
    private final List<Meter> meters = new CopyOnWriteArrayList<>();

    ProcessorMetrics(MeterRegistry registry, String worker) {
        this.registry = registry;
        this.worker = worker;
        this.outage = new Outage(worker);
        gauge(
                "parley.worker.infrastructure.waiting",
                "Records that wait for broken infrastructure",
                outage::waiting);
    }

    Outage outage() {
        return outage;
    }

    void gauge(String name, String description, Supplier<Number> value) {
        meters.add(
                Gauge.builder(name, value)
                        .description(description)
                        .tag("worker", worker)
                        .register(registry));
    }

    /**
     * Measures the oldest incomplete records. Something that all need is down when records wait for
     * infrastructure and none was completed for a minute.
     */
    OldestIncomplete oldestIncomplete(Duration limit, Dispatcher dispatcher) {
        var byPartition =
                MultiGauge.builder("parley.worker.partition.oldest.incomplete")
                        .description("How long the partition's oldest incomplete record is here")
                        .baseUnit("seconds")
                        .tag("worker", worker)
                        .register(registry);
        var oldest =
                new OldestIncomplete(
                        limit,
                        () ->
                                outage.waiting() > 0
                                        && System.nanoTime() - dispatcher.lastCompletion()
                                                > OUTAGE_OF_ALL,
                        System::nanoTime,
                        byPartition);
        meters.add(
                Gauge.builder("parley.worker.oldest.incomplete", oldest::seconds)
                        .description("How long the oldest incomplete record has been here")
                        .baseUnit("seconds")
                        .tag("worker", worker)
                        .register(registry));
        return oldest;
    }

    void handled(String topic, long nanos) {
        of(topic).handling.record(nanos, TimeUnit.NANOSECONDS);
    }

    void outcome(String topic, OutcomeKind kind) {
        of(topic).count(kind);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private TopicMeters of(String topic) {
        var known = topics.get(topic);
        return known != null ? known : topics.computeIfAbsent(topic, TopicMeters::new);
    }

    private final class TopicMeters {
        private final Timer handling;
        private final Map<OutcomeKind, Counter> outcomes = new EnumMap<>(OutcomeKind.class);

        private TopicMeters(String topic) {
            handling =
                    Timer.builder("parley.worker.handling")
                            .description("Time a handler took for one record")
                            .tags("worker", worker, "topic", topic)
                            .register(registry);
            meters.add(handling);
            for (var kind : OutcomeKind.values()) {
                var counter =
                        Counter.builder("parley.worker.outcomes")
                                .description("Runs of records, by how they ended")
                                .tags("worker", worker, "topic", topic, "outcome", kind.tag())
                                .register(registry);
                outcomes.put(kind, counter);
                meters.add(counter);
            }
        }

        private void count(OutcomeKind kind) {
            var counter = outcomes.get(kind);
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
