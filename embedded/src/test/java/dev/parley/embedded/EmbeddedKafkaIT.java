package dev.parley.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir Path directory;

    @Test
    void recordsAndOffsetsSurviveARestartOnOtherPorts() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            var topic = new Topic(kafka.bootstrapServers(), "kept");
            topic.create();
            topic.produce("one", "two");
            assertThat(topic.consume("readers", 2)).containsExactly("one", "two");
        }
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            var topic = new Topic(kafka.bootstrapServers(), "kept");
            topic.produce("three");
            assertThat(topic.consume("newcomers", 3)).containsExactly("one", "two", "three");
            assertThat(topic.consume("readers", 1)).containsExactly("three");
        }
    }

    @Test
    void recordsSurviveTheDeathOfTheJvm() throws Exception {
        Jvm.run(ProducerThatDies.class, directory.toString());

        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            var topic = new Topic(kafka.bootstrapServers(), "kept");
            assertThat(topic.consume("readers", 2)).containsExactly("one", "two");
        }
    }

    static final class ProducerThatDies {
        private ProducerThatDies() {}

        public static void main(String[] arguments)
                throws ExecutionException, InterruptedException {
            var kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0);
            var topic = new Topic(kafka.bootstrapServers(), "kept");
            topic.create();
            topic.produce("one", "two");
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void secondBrokerOnTheSameDirectoryIsRefused() {
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("Kafka");
            assertThat(kafka.port()).isPositive();
        }
    }

    @Test
    void takenPortIsNamedAndTheDirectoryStaysUsable() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPort.HOST))) {
            var port = other.getLocalPort();
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "port "
                                    + port
                                    + " (Kafka) is already in use on 127.0.0.1;"
                                    + " stop what uses it or choose another with --kafka-port");
        }
        DirectoryLock.of(directory, "Kafka").close();
    }

    @Test
    void brokerPropertiesOfTheCallerWin() {
        assertThatThrownBy(
                        () -> EmbeddedKafka.start(directory, 0, Map.of("num.io.threads", "none")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("num.io.threads");
    }
}
