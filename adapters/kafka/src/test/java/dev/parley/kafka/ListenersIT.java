package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Organizations;
import dev.parley.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;

/** What listens beside the workers, while a right is taken away and given back, or when it ends. */
@Timeout(180)
class ListenersIT {
    private static final AclBinding DENIED =
            new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, "parley.", PatternType.PREFIXED),
                    new AccessControlEntry(
                            "User:ANONYMOUS", "*", AclOperation.READ, AclPermissionType.DENY));

    @SuppressWarnings("NullAway.Init") // started before each test
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private Admin admin;

    @SuppressWarnings("NullAway.Init")
    private ConfigurableApplicationContext process;

    @BeforeEach
    void start(@TempDir Path directory) {
        kafka =
                EmbeddedKafka.start(
                        directory,
                        0,
                        Map.of(
                                "authorizer.class.name",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                                "allow.everyone.if.no.acl.found",
                                "true"));
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
        process = StartedProcess.start(ListeningProcess.class, kafka.port(), "parley.");
    }

    @AfterEach
    void stop() {
        process.close();
        admin.close();
        kafka.close();
    }

    @Test
    void aRightThatIsTakenAwayAndGivenBackEndsNoListener() throws Exception {
        var fragile = withoutRetries();
        try (var log = LogLines.of("org.springframework.kafka")) {
            admin.createAcls(List.of(DENIED)).all().get();
            log.await(Level.ERROR, "retrying in");
            await(() -> !fragile.isRunning()); // what all of them did without the setting
            assertThat(health()).isEqualTo(Status.UP);
        }
        admin.deleteAcls(List.of(DENIED.toFilter())).all().get();
        process.getBean(OrganizationRegistry.class).publish(organization("later"));

        var organizations = process.getBean(Organizations.class);
        await(() -> organizations.find("later").isPresent());
        assertThat(health()).isEqualTo(Status.UP);
    }

    @Test
    void aListenerThatHasEndedIsSeen() {
        assertThat(health()).isEqualTo(Status.UP);
        var configuration =
                Objects.requireNonNull(
                        process.getBean(KafkaListenerEndpointRegistry.class)
                                .getListenerContainer("organizations"));
        for (var container :
                List.of(
                        configuration,
                        process.getBean("tail", ConcurrentMessageListenerContainer.class),
                        process.getBean(DocumentFeed.class).container().orElseThrow())) {
            container.stop();
            assertThat(health()).isEqualTo(Status.DOWN);
            container.start();
            await(() -> health().equals(Status.UP));
        }
    }

    private Status health() {
        return process.getBean(Listeners.class).health().getStatus();
    }

    @SuppressWarnings("unchecked")
    private ConcurrentMessageListenerContainer<String, byte[]> withoutRetries() {
        var properties =
                new ContainerProperties(new TopicPartitionOffset("parley.organizations", 0, 0L));
        properties.setMessageListener((MessageListener<String, byte[]>) _ -> {});
        var container =
                new ConcurrentMessageListenerContainer<>(
                        (ConsumerFactory<String, byte[]>) process.getBean("rawConsumers"),
                        properties);
        container.setBeanName("fragile");
        container.start();
        return container;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Organization organization(String id) {
        return new Organization(id, 1, id, List.of(), List.of(), List.of(), List.of());
    }
}
