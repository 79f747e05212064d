package dev.parley.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    /** The session lasts ten minutes, so whoever waits for its end runs into the time limit. */
    @Test
    @Timeout(90)
    void startAfterACrashWaitsForNoSession() throws Exception {
        for (var crash = 0; crash < 2; crash++) {
            Jvm.run(BrokerThatDies.class, directory.toString());
        }
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            var topic = new Topic(kafka.bootstrapServers(), "kept");
            topic.create();
            topic.produce("one");
            assertThat(topic.consume("readers", 1)).containsExactly("one");
        }
    }

    static final class BrokerThatDies {
        private BrokerThatDies() {}

        public static void main(String[] arguments) {
            EmbeddedKafka.start(Path.of(arguments[0]), 0);
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void kafkaThatEndsTheJvmSaysWhyAndLeavesNoRedisBehind() throws Exception {
        var log = directory.resolve("broker.log");
        var process = Jvm.begin(log, BrokerWithABrokenDisk.class, directory.toString());
        var redis = Long.parseLong(Jvm.awaitLine(process, log, "redis "));

        assertThat(process.waitFor()).isEqualTo(1);

        assertThat(Files.readString(log))
                .contains("Kafka cannot go on with its data in " + directory)
                .contains("nothing that was accepted is lost");
        ProcessHandle.of(redis).ifPresent(child -> child.onExit().join());
    }

    /** Its log directory is gone, as after the failure of a disk. */
    static final class BrokerWithABrokenDisk {
        private BrokerWithABrokenDisk() {}

        public static void main(String[] arguments) throws Exception {
            var directory = Path.of(arguments[0]);
            var kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
            var redis = EmbeddedRedis.start(directory.resolve("redis"), 0);
            System.out.println("redis " + redis.pid());
            Files.move(directory.resolve("kafka/log"), directory.resolve("kafka/gone"));
            new Topic(kafka.bootstrapServers(), "never").create();
        }
    }

    /** Seen from outside, as nothing in the JVM runs meanwhile. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no SIGSTOP there")
    void stalledBrokerKeepsItsPartitions() throws Exception {
        var log = directory.resolve("broker.log");
        var broker = Jvm.begin(log, BrokerUntilKilled.class, directory.resolve("data").toString());
        try {
            var address = Jvm.awaitLine(broker, log, "address ");
            var topic = new Topic(address, "kept");
            topic.create();
            topic.produce("one");
            var epoch = topic.leaderEpoch();
            Jvm.signal(broker, "STOP");
            TimeUnit.SECONDS.sleep(5); // beyond the former session of 3 s
            Jvm.signal(broker, "CONT");
            topic.produce("two");
            assertThat(topic.consume("readers", 2)).containsExactly("one", "two");
            assertThat(topic.leaderEpoch()).as("grows when a broker is fenced").isEqualTo(epoch);
        } finally {
            broker.destroyForcibly().waitFor();
        }
    }

    static final class BrokerUntilKilled {
        private BrokerUntilKilled() {}

        public static void main(String[] arguments) {
            var kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0);
            System.out.println("address " + kafka.bootstrapServers());
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
