package dev.parley.benchmarks.timers;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.postprocessor.timers.Timers;
import dev.parley.postprocessor.timers.TimersHost;
import dev.parley.postprocessor.timers.TimersProperties;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The timers as a post-processor runs them, with their defaults. */
final class TimersUnderTest implements AutoCloseable {
    static final DataSize MEMORY = properties(Path.of("any")).memory();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Timers timers;

    TimersUnderTest(EmbeddedKafka kafka, TopicCatalogue catalogue, Path state) {
        timers =
                Timers.of(
                        properties(state),
                        TimersBenchmark.ALLOWED,
                        new TimersHost(new RecordCodec(), catalogue, new NoOrganizations(), meters),
                        Map.of(),
                        List.of(kafka.bootstrapServers()));
    }

    /** Starts them and waits until they have their partitions and all that is kept of them. */
    void start(Duration limit) throws Exception {
        timers.start();
        await(limit, () -> timers.health().getDetails().toString().contains("=RUNNING"));
    }

    void stop() {
        timers.stop();
    }

    /** Waits until so many records have been taken in. */
    void awaitTaken(long records, Duration limit) throws Exception {
        await(limit, () -> meters.counter("parley.timers.taken").count() >= records);
    }

    double memory() {
        return meters.get("parley.timers.memory").gauge().value();
    }

    @Override
    public void close() {
        timers.stop();
    }

    private static void await(Duration limit, BooleanSupplier done) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("the timers took longer than " + limit);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static TimersProperties properties(Path state) {
        var given = Map.of("parley.timers.state-directory", state.toString());
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("parley.timers", Bindable.of(TimersProperties.class));
    }

    private record NoOrganizations() implements Organizations {
        @Override
        public Optional<Organization> find(String organization) {
            return Optional.empty();
        }

        @Override
        public Collection<Organization> all() {
            return List.of();
        }
    }
}
