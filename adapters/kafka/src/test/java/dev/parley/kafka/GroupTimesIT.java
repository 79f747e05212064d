package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.parley.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the workers' sessions on brokers with their own bounds. */
@Timeout(120)
class GroupTimesIT {
    private static final ConfigResource GROUP =
            new ConfigResource(ConfigResource.Type.GROUP, "parley.some");

    @TempDir Path directory;

    @Test
    void aLongSessionIsShortenedWhereTheBrokersAllowIt() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0, sessions("3000", "500"));
                var log = LogLines.of(GroupTimes.class);
                var _ = StartedProcess.start(ListeningProcess.class, kafka.port(), "parley.")) {
            assertThat(log.at(Level.WARN)).isEmpty();
            assertThat(session(kafka)).isEqualTo("6000");
        }
    }

    @Test
    void whatTheBrokersForbidIsToldInOneSentenceThatSaysWhatToSet() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0, sessions("45000", "5000"));
                var log = LogLines.of(GroupTimes.class);
                var _ = StartedProcess.start(ListeningProcess.class, kafka.port(), "parley.")) {
            assertThat(log.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains(
                            "group parley.some keeps the brokers' session time",
                            "group.consumer.min.session.timeout.ms=6000",
                            "group.consumer.min.heartbeat.interval.ms=2000",
                            "group.protocol=classic");
            assertThat(session(kafka)).isEqualTo("45000");
        }
    }

    private static Map<String, String> sessions(String least, String leastHeartbeat) {
        return Map.of(
                "group.consumer.session.timeout.ms",
                "45000",
                "group.consumer.min.session.timeout.ms",
                least,
                "group.consumer.heartbeat.interval.ms",
                "5000",
                "group.consumer.min.heartbeat.interval.ms",
                leastHeartbeat);
    }

    private static String session(EmbeddedKafka kafka) throws Exception {
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            var all = admin.describeConfigs(List.of(GROUP)).all().get();
            return Objects.requireNonNull(all.get(GROUP)).get(GroupTimes.SESSION).value();
        }
    }
}
