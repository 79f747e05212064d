package dev.parley.kafka;

import dev.parley.runtime.ProcessEnd;
import dev.parley.runtime.RecordProcessor;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * A record processor that starts and stops with the application, tells its health, and ends the
 * process when it breaks.
 */
public final class Worker implements SmartLifecycle, HealthIndicator {
    private final String name;
    private final RecordProcessor processor;

    Worker(String name, RecordProcessor processor, ProcessEnd end) {
        this.name = name;
        this.processor = processor;
        processor.onFailure(cause -> end.end("worker " + name, cause));
    }

    /** What keeps it from doing all of its work. */
    Optional<String> obstacle() {
        return processor.obstacle();
    }

    /** Its name, which is that of its consumer group without the lane's prefix. */
    String name() {
        return name;
    }

    @Override
    public void start() {
        processor.start();
    }

    /** Stops taking records and lets running ones end or hand back. */
    @Override
    public void stop() {
        processor.close();
    }

    @Override
    public boolean isRunning() {
        return processor.state() == RecordProcessor.State.RUNNING;
    }

    /**
     * After everything a handler may need, listeners of configuration among it, and stopped before
     * it.
     */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 50;
    }

    @Override
    public Health health() {
        var health = processor.isHealthy() ? Health.up() : Health.down();
        return health.withDetail("worker", name)
                .withDetail("state", processor.state())
                .withDetail("waitingForInfrastructure", processor.waitingForInfrastructure())
                .withDetail("pausedForSpan", processor.pausedForSpan())
                .build();
    }
}
