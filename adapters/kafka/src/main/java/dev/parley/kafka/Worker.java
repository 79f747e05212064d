package dev.parley.kafka;

import dev.parley.conversation.Share;
import dev.parley.runtime.ProcessEnd;
import dev.parley.runtime.RecordProcessor;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
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
    private final TopicCatalogue catalogue;

    Worker(String name, RecordProcessor processor, TopicCatalogue catalogue, ProcessEnd end) {
        this.name = name;
        this.processor = processor;
        this.catalogue = catalogue;
        processor.onFailure(cause -> end.end("worker " + name, cause));
    }

    /** Its name, which is that of its consumer group without the lane's prefix. */
    String name() {
        return name;
    }

    /** What keeps it from doing all of its work. */
    Optional<String> obstacle() {
        return processor.obstacle();
    }

    /**
     * This process's share of the conversations: as many parts of it as it reads partitions of the
     * topic. No part is two processes' at once, and each is somebody's while the group is whole.
     */
    public Share share(Topic topic) {
        var settings = catalogue.settings(topic);
        var parts =
                processor.assigned().stream()
                        .filter(partition -> partition.topic().equals(settings.name()))
                        .map(TopicPartition::partition)
                        .collect(Collectors.toSet());
        return new Share(parts, settings.partitions());
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
