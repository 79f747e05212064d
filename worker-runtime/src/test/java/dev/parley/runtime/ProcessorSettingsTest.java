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
    void oneReadFitsTwiceIntoEitherBound() {
        assertThat(settings.maxPollRecords()).isEqualTo(500);
        assertThat(settings.withMaxBuffered(100).maxPollRecords()).isEqualTo(50);
        assertThat(settings.withMaxSpan(2).maxPollRecords()).isEqualTo(1);
        assertThat(settings(Map.of("max.poll.records", "20")).maxPollRecords()).isEqualTo(20);
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> settings.withMaxInFlight(0)).hasMessageContaining("maxInFlight");
        assertThatThrownBy(() -> settings.withMaxBuffered(1)).hasMessageContaining("maxBuffered");
        assertThatThrownBy(() -> settings.withMaxSpan(1)).hasMessageContaining("maxSpan");
        assertThatThrownBy(() -> settings.withCommitInterval(Duration.ZERO))
                .hasMessageContaining("commitInterval");
        assertThatThrownBy(() -> settings.withDrainTimeout(Duration.ofSeconds(-1)))
                .hasMessageContaining("drainTimeout");
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
