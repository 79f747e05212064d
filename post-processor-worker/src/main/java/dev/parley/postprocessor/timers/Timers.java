package dev.parley.postprocessor.timers;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.parley.runtime.Periodic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;
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

    /** Before a thread takes the place of one that died: what killed it is likely there still. */
    private static final Duration BEFORE_REPLACEMENT = Duration.ofSeconds(3);

    private static final Duration CLOCK_WATCH = Duration.ofSeconds(1);

    private final Supplier<KafkaStreams> topology;
    private final boolean enabled;
    private final Time time;
    private final Crashes crashes;
    private final SetBackClock clock;
    private final Periodic watch =
            new Periodic("parley-timers-clock", CLOCK_WATCH, this::lookAtClock);
    private volatile @Nullable KafkaStreams streams;

    Timers(Supplier<KafkaStreams> topology, boolean enabled, Time time) {
        this.topology = topology;
        this.enabled = enabled;
        this.time = time;
        this.crashes = new Crashes(time::nanoseconds);
        this.clock = new SetBackClock(time);
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
        return of(properties, allowed, host, streams, brokers, Time.SYSTEM);
    }

    static Timers of(
            TimersProperties properties,
            Duration allowed,
            TimersHost host,
            Map<String, Object> streams,
            List<String> brokers,
            Time time) {
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
                        () -> new KafkaStreams(topology.build(), settings, time),
                        properties.enabled(),
                        time);
        metrics.memory(timers::memory);
        return timers;
    }

    @Override
    public void start() {
        if (!enabled) {
            return;
        }
        run();
        watch.start();
    }

    private synchronized void run() {
        var created = topology.get();
        created.setUncaughtExceptionHandler(this::replace);
        created.start();
        streams = created;
    }

    private StreamThreadExceptionResponse replace(Throwable failure) {
        crashes.add();
        LOG.warn(
                "a thread of the timers failed and is replaced in {}: {}",
                BEFORE_REPLACEMENT,
                failure.toString());
        LOG.debug("what it failed at", failure);
        time.sleep(BEFORE_REPLACEMENT.toMillis());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Its threads have made plans by the clock as it was: they would rest for as long as it. */
    private synchronized void lookAtClock() {
        var back = clock.setBack();
        if (back.isZero() || streams == null) {
            return;
        }
        LOG.warn("the clock was set back by {}, the timers begin anew", back);
        end();
        run();
    }

    /** Leaves the group, so that another process, or the next start, need not wait for this one. */
    @Override
    public void stop() {
        watch.close();
        end();
    }

    private synchronized void end() {
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
        return (alive && !crashes.isLoop() ? Health.up() : Health.down())
                .withDetail("state", state)
                .withDetail("crashes", crashes.recent())
                .build();
    }
}
