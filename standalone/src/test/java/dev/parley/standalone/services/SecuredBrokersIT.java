package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher before brokers that ask who it is. */
@Timeout(120)
class SecuredBrokersIT {
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"parley\" password=\"secret\";";

    @TempDir Path directory;

    @Test
    void theLauncherSeesTheWorkersWithTheSettingsOfTheServices() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0, secured())) {
            var byProperties = settings(kafka, properties(), Map.of());
            var byEnvironment = settings(kafka, Map.of(), environment());
            try (var admin = Admin.create(BrokerAccess.admin(byProperties))) {
                admin.createTopics(List.of(new NewTopic("some", 1, (short) 1))).all().get();
            }
            try (var member = member(byProperties)) {
                member.subscribe(List.of("some"));
                for (var settings : List.of(byProperties, byEnvironment)) {
                    try (var groups = new WorkerGroups(BrokerAccess.admin(settings))) {
                        while (!groups.haveMembers(Map.of("workers", 1))) {
                            member.poll(Duration.ofMillis(100));
                        }
                    }
                }
            }
        }
    }

    @Test
    void addressesComeFromTheCommandLine() throws Exception {
        var properties =
                Map.of(
                        "spring.kafka.bootstrap-servers", "elsewhere:1",
                        "spring.kafka.client-id", "x");
        var settings =
                new FleetSettings(
                        Programs.ofThisBuild(),
                        directory,
                        directory,
                        1,
                        0,
                        "one:9092,two:9092",
                        properties,
                        Map.of(),
                        List.of());

        assertThat(BrokerAccess.admin(settings))
                .containsEntry("bootstrap.servers", List.of("one:9092", "two:9092"))
                .containsEntry("client.id", "x");
    }

    private static Map<String, String> secured() {
        var login = new ArrayList<>(List.of(LOGIN.split(";")));
        login.add(" user_parley=\"secret\";");
        return Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config", String.join("", login));
    }

    private static Map<String, String> properties() {
        return Map.of(
                "spring.kafka.properties.security.protocol", "SASL_PLAINTEXT",
                "spring.kafka.properties.sasl.mechanism", "PLAIN",
                "spring.kafka.properties.sasl.jaas.config", LOGIN);
    }

    private static Map<String, String> environment() {
        return Map.of(
                "SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN",
                "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", LOGIN);
    }

    private FleetSettings settings(
            EmbeddedKafka kafka, Map<String, String> properties, Map<String, String> environment)
            throws Exception {
        return new FleetSettings(
                Programs.ofThisBuild(),
                directory,
                directory,
                1,
                0,
                kafka.bootstrapServers(),
                properties,
                environment,
                List.of());
    }

    private static KafkaConsumer<byte[], byte[]> member(FleetSettings settings) {
        var configuration = new HashMap<>(BrokerAccess.admin(settings));
        configuration.put("group.id", "workers");
        configuration.put("group.protocol", "consumer");
        return new KafkaConsumer<>(
                configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
