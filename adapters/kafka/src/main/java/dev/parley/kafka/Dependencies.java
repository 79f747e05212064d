package dev.parley.kafka;

import dev.parley.conversation.Dependency;
import dev.parley.runtime.Periodic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
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
    private final Periodic watch = new Periodic("parley-dependencies", INTERVAL, this::look);
    private volatile boolean running;

    Dependencies(List<Dependency> dependencies, MeterRegistry meters) {
        watched = dependencies.stream().map(WatchedDependency::new).toList();
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
        for (var each : watched) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return watched.stream().map(each -> new HealthContributors.Entry(each.name(), each));
    }
}
