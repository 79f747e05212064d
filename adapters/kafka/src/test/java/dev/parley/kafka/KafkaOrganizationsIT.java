package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Organizations;
import dev.parley.embedded.EmbeddedKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class KafkaOrganizationsIT {
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
    void everyProcessHoldsWhatAnyPublishedAndOlderVersionsNeverReplaceNewerOnes() {
        try (var first = process();
                var second = process()) {
            first.getBean(OrganizationRegistry.class).publish(organization(2, "Two"));
            first.getBean(OrganizationRegistry.class).publish(organization(1, "One"));
            first.getBean(OrganizationRegistry.class)
                    .publish(
                            new Organization(
                                    "last", 1, "Last", List.of(), List.of(), List.of(), List.of()));

            for (var process : List.of(first, second)) {
                var organizations = process.getBean(Organizations.class);
                await(() -> organizations.find("last").isPresent());
                assertThat(organizations.find("acme").orElseThrow().name()).isEqualTo("Two");
            }
        }
        try (var later = process()) {
            await(() -> later.getBean(Organizations.class).find("acme").isPresent());
        }
    }

    @Test
    void ofTwoWithTheSameVersionTheFirstCountsInEveryProcess() {
        try (var first = process();
                var second = process()) {
            first.getBean(OrganizationRegistry.class).publish(named("rivals", "First"));
            second.getBean(OrganizationRegistry.class).publish(named("rivals", "Second"));
            first.getBean(OrganizationRegistry.class).publish(named("end", "End"));
            for (var process : List.of(first, second)) {
                var organizations = process.getBean(Organizations.class);
                await(() -> organizations.find("end").isPresent());
                assertThat(organizations.find("rivals").orElseThrow().name()).isEqualTo("First");
            }
        }
    }

    private static Organization named(String id, String name) {
        return new Organization(id, 1, name, List.of(), List.of(), List.of(), List.of());
    }

    private static Organization organization(long version, String name) {
        return new Organization("acme", version, name, List.of(), List.of(), List.of(), List.of());
    }

    private static ConfigurableApplicationContext process() {
        return new SpringApplicationBuilder(Process.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.main.banner-mode=off");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Process {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
