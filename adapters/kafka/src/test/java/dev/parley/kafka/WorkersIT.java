package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.ProcessEnd;
import dev.parley.runtime.RecordPublisher;
import dev.parley.runtime.TraceContext;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.Wakeup;
import dev.parley.schemas.WakeupReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Timeout(120)
class WorkersIT {
    private static final int MAX_SPAN = 8;

    @TempDir static Path directory;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(directory, 0);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void recordThatIsStuckIsNamedByReadinessAndADeadWorkerEndsTheProcess() {
        try (var log = LogLines.of("dev.parley.runtime.FlowControl");
                var process = process()) {
            var desk = process.getBean(Process.class);
            var workers = process.getBean(Workers.class);
            var worker = process.getBean(Worker.class);
            assertThat(workers.health().getStatus()).isEqualTo(Status.UP);

            publish(process, "acme/stuck");
            await(() -> workers.health().getStatus().equals(Status.DOWN));
            assertThat(String.valueOf(workers.health().getDetails().get("test")))
                    .matches("record parley\\.wakeups-\\d@0 is not complete for longer than PT1S");
            assertThat(worker.health().getStatus())
                    .as("a restart would not help")
                    .isEqualTo(Status.UP);
            assertThat(pausedForSpan(worker)).isEqualTo("[]");

            for (int more = 0; more < MAX_SPAN; more++) {
                publish(process, "acme/stuck");
            }
            await(() -> pausedForSpan(worker).matches("\\[parley\\.wakeups-\\d]"));
            assertThat(gauge(process, "parley.worker.span_paused_partitions")).isEqualTo(1);
            assertThat(gauge(process, "parley.worker.oldest.incomplete")).isGreaterThan(1);
            assertThat(log.at(Level.WARN))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .matches(
                            "test: parley\\.wakeups-\\d is not read any further:"
                                    + " its record 0 is not complete and \\d were read since");

            desk.release.countDown();
            await(() -> workers.health().getStatus().equals(Status.UP));
            await(() -> pausedForSpan(worker).equals("[]"));
            assertThat(gauge(process, "parley.worker.span_paused_partitions")).isZero();

            assertThat(desk.ended).isEmpty();
            publish(process, "acme/greedy");
            await(() -> !desk.ended.isEmpty());
            assertThat(desk.ended).containsExactly("worker test: no heap");
            assertThat(worker.health().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    private static String pausedForSpan(Worker worker) {
        return String.valueOf(worker.health().getDetails().get("pausedForSpan"));
    }

    private static double gauge(ConfigurableApplicationContext process, String name) {
        return process.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    private static void publish(ConfigurableApplicationContext process, String key) {
        var wakeup =
                Wakeup.newBuilder()
                        .setOrganization("acme")
                        .setConversation("c")
                        .setReason(WakeupReason.DUE)
                        .setAt(Instant.EPOCH)
                        .build();
        process.getBean(RecordPublisher.class)
                .publish(
                        process.getBean(TopicCatalogue.class).name(Topic.WAKEUPS),
                        key,
                        wakeup,
                        TraceContext.root())
                .join();
    }

    private static ConfigurableApplicationContext process() {
        return new SpringApplicationBuilder(Process.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.main.banner-mode=off",
                        "--parley.worker.incomplete-limit=1s",
                        "--parley.worker.max-span=" + MAX_SPAN);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Process {
        final CountDownLatch release = new CountDownLatch(1);
        final Queue<String> ended = new ConcurrentLinkedQueue<>();

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        ProcessEnd processEnd() {
            return (what, why) -> ended.add(what + ": " + why.getMessage());
        }

        @Bean
        Worker test(Workers workers) {
            return workers.worker(
                    "test",
                    Set.of(Topic.WAKEUPS),
                    Topic.PLANNER_ERRORS,
                    record -> {
                        if (record.key().equals("acme/greedy")) {
                            throw new OutOfMemoryError("no heap");
                        }
                        release.await();
                        return Outcome.done();
                    });
        }
    }
}
