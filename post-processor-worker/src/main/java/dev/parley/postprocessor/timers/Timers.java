package dev.parley.postprocessor.timers;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import java.time.Duration;
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

/** The timers' topology, running with the application; and its health. */
final class Timers implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    private final Supplier<KafkaStreams> topology;
    private final boolean enabled;
    private volatile @Nullable KafkaStreams streams;

    /**
     * @param topology makes it, once for each start
     * @param enabled whether it runs at all
     */
    Timers(Supplier<KafkaStreams> topology, boolean enabled) {
        this.topology = topology;
        this.enabled = enabled;
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
