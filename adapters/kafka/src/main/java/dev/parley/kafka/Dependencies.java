package dev.parley.kafka;

import dev.parley.conversation.Dependency;
import dev.parley.runtime.Periodic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.context.SmartLifecycle;

/**
 * What this process depends on, each by itself: health and gauges tell what was seen a few seconds
 * ago at most. For operators; no probe asks for it, since another process would help as little.
 */
final class Dependencies implements CompositeHealthContributor, SmartLifecycle {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final List<WatchedDependency> watched;
    private final Map<String, HealthContributor> shown = new LinkedHashMap<>();
    private final Periodic watch = new Periodic("parley-dependencies", INTERVAL, this::look);
    private volatile boolean running;

    /**
     * Watches them.
     *
     * @param others what else is shown beside them
     */
    Dependencies(
            List<Dependency> dependencies,
            Map<String, ? extends HealthContributor> others,
            MeterRegistry meters) {
        watched = dependencies.stream().map(WatchedDependency::new).toList();
        watched.forEach(each -> shown.put(each.name(), each));
        shown.putAll(others);
        for (var each : watched) {
            Gauge.builder("parley.dependency.up", each, WatchedDependency::up)
                    .description("1 while what the process depends on answers, 0 while it is away")
                    .tag("dependency", each.name())
                    .register(meters);
        }
    }

    private void look() {
        try {
            for (var each : watched) {
                each.look(ANSWER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process ends
        }
    }

    @Override
    public void start() {
        running = true;
        watch.start();
    }

    @Override
    public void stop() {
        running = false;
        watch.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return shown.get(name);
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return shown.entrySet().stream()
                .map(each -> new HealthContributors.Entry(each.getKey(), each.getValue()));
    }
}
