package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessorSettingsTest {

    private final ProcessorSettings settings = settings(Map.of("bootstrap.servers", "127.0.0.1:1"));

    @Test
    void consumerSettingsOfTheCallerWinOverDefaultsButNotOverWhatTheProcessorNeeds() {
        var configuration =
                settings(
                                Map.of(
                                        "auto.offset.reset",
                                        "latest",
                                        "enable.auto.commit",
                                        true,
                                        "group.id",
                                        "other"))
                        .consumerConfiguration();
        assertThat(configuration)
                .containsEntry("auto.offset.reset", "latest")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("group.id", "group")
                .containsEntry("group.protocol", "consumer")
                .containsEntry("group.remote.assignor", "range");
    }

    @Test
    void classicProtocolIsAssignedByItsMembers() {
        var configuration = settings(Map.of("group.protocol", "CLASSIC")).consumerConfiguration();
        assertThat(configuration)
                .doesNotContainKey("group.remote.assignor")
                .containsEntry(
                        "partition.assignment.strategy",
                        "org.apache.kafka.clients.consumer.RangeAssignor");
    }

    @Test
    void oneReadTakesAQuarterOfTheBytesAtMost() {
        var small = settings.withBounds(settings.bounds().withBufferedBytes(4_000_000));
        assertThat(small.fetchMaxBytes()).isEqualTo(1_000_000);
        assertThat(small.consumerConfiguration()).containsEntry("fetch.max.bytes", 1_000_000);
        var large = settings.withBounds(settings.bounds().withBufferedBytes(1L << 40));
        assertThat(large.fetchMaxBytes()).isEqualTo(50 * 1024 * 1024);
    }

    @Test
    void clientIdTellsInstancesApart() {
        assertThat(String.valueOf(settings.consumerConfiguration().get("client.id")))
                .startsWith("parley-planner-")
                .endsWith(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void oneReadFitsTwiceIntoEitherBound() {
        assertThat(settings.maxPollRecords()).isEqualTo(500);
        assertThat(settings.withMaxBuffered(100).maxPollRecords()).isEqualTo(50);
        assertThat(settings.withMaxSpan(2).maxPollRecords()).isEqualTo(1);
        assertThat(settings(Map.of("max.poll.records", "20")).maxPollRecords()).isEqualTo(20);
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> settings.withMaxInFlight(0)).hasMessageContaining("inFlight");
        assertThatThrownBy(() -> settings.withMaxBuffered(1)).hasMessageContaining("buffered");
        assertThatThrownBy(() -> settings.withMaxSpan(1)).hasMessageContaining("span");
        assertThatThrownBy(() -> settings.withCommitInterval(Duration.ZERO))
                .hasMessageContaining("commitInterval");
        assertThatThrownBy(() -> settings.withDrainTimeout(Duration.ofSeconds(-1)))
                .hasMessageContaining("drain");
        assertThatThrownBy(() -> settings.withDrainTimeout(Duration.ofMinutes(5)))
                .hasMessageContaining("max.poll.interval.ms");
        assertThatThrownBy(() -> ProcessorSettings.of("name", "group", Set.of(), Map.of()))
                .hasMessageContaining("topics");
        assertThatThrownBy(() -> ProcessorSettings.of(" ", "group", Set.of("a"), Map.of()))
                .hasMessageContaining("name");
    }

    private static ProcessorSettings settings(Map<String, Object> consumer) {
        return ProcessorSettings.of("planner", "group", Set.of("wakeups"), consumer);
    }
}
