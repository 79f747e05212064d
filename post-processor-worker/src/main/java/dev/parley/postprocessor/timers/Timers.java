package dev.parley.postprocessor.timers;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * The timers of a process, running with the application; and their health. They need the topics,
 * and brokers that know the schemas. Thread-safe.
 */
public final class Timers implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    private static final Duration SCHEMA_PATIENCE = Duration.ofSeconds(10);

    private final Supplier<KafkaStreams> topology;
    private final boolean enabled;
    private volatile @Nullable KafkaStreams streams;

    private Timers(Supplier<KafkaStreams> topology, boolean enabled) {
        this.topology = topology;
        this.enabled = enabled;
    }

    /**
     * Timers that do not run yet.
     *
     * @param allowed how long a silence may last where the organization says nothing
     * @param streams further settings of Kafka Streams, security among them
     * @param brokers whom to ask first, host:port
     */
    public static Timers of(
            TimersProperties properties,
            Duration allowed,
            TimersHost host,
            Map<String, Object> streams,
            List<String> brokers) {
        var metrics = new TimerMetrics(host.meters());
        var topology =
                new TimersTopology(
                        properties.settings(),
                        host.codec(),
                        host.catalogue(),
                        new AllowedSilence(host.organizations(), allowed),
                        metrics,
                        SCHEMA_PATIENCE);
        var settings = StreamsSettings.of(properties, host.catalogue(), streams, brokers);
        var timers =
                new Timers(
                        () -> new KafkaStreams(topology.build(), settings), properties.enabled());
        metrics.memory(timers::memory);
        return timers;
    }

    @Override
    public void start() {
        if (!enabled) {
            return;
        }
        var created = topology.get();
        created.setUncaughtExceptionHandler(failure -> {
            LOG.warn("a thread of the timers failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        created.start();
        streams = created;
    }

    /** Leaves the group, so that another process, or the next start, need not wait for this one. */
    @Override
    public void stop() {
        var stopping = streams;
        streams = null;
        if (stopping != null
                && !stopping.close(
                        CloseOptions.timeout(STOP_LIMIT)
                                .withGroupMembershipOperation(LEAVE_GROUP))) {
            LOG.warn("the timers did not stop within {}", STOP_LIMIT);
        }
    }

    /** Beside whatever else stops in this phase. */
    @Override
    public void stop(Runnable stopped) {
        Thread.ofVirtual()
                .name("parley-timers-stop")
                .start(() -> {
                    try {
                        stop();
                    } finally {
                        stopped.run();
                    }
                });
    }

    @Override
    public boolean isRunning() {
        return streams != null;
    }

    /** Bytes that RocksDB holds outside the heap, as it says; 0 when nothing runs. */
    private double memory() {
        var running = streams;
        if (running == null) {
            return 0;
        }
        double cache = 0; // of all stores, which each of them reports
        double tables = 0;
        for (var metric : running.metrics().entrySet()) {
            var value = metric.getValue().metricValue();
            if (value instanceof Number bytes) {
                switch (metric.getKey().name()) {
                    case "block-cache-usage" -> cache = Math.max(cache, bytes.doubleValue());
                    case "estimate-table-readers-mem" -> tables += bytes.doubleValue();
                    default -> {}
                }
            }
        }
        return cache + tables;
    }

    /** With the workers. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 50;
    }

    @Override
    public Health health() {
        var running = streams;
        if (running == null) {
            return (enabled ? Health.down() : Health.up())
                    .withDetail("state", enabled ? "STOPPED" : "DISABLED")
                    .build();
        }
        var state = running.state();
        boolean alive = state == KafkaStreams.State.CREATED || state.isRunningOrRebalancing();
        return (alive ? Health.up() : Health.down()).withDetail("state", state).build();
    }
}
