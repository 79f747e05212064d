package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;

class StreamsSettingsTest {
    private static final TopicCatalogue LANE = new TopicCatalogue("lane-2.", 8, 3);

    @Test
    void laneHasTimersAndInternalTopicsOfItsOwn() {
        assertThat(settings(Map.of()))
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "lane-2.timers")
                .containsEntry(StreamsConfig.REPLICATION_FACTOR_CONFIG, 3)
                .containsEntry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "one:1,two:2");
    }

    @Test
    void settingsFromOutsideWinWhereNoPromiseHangsOnThem() {
        Map<String, Object> given =
                Map.of(
                        "application.id", "other",
                        "replication.factor", 1,
                        "group.protocol", "streams",
                        "num.standby.replicas", 1,
                        "security.protocol", "SSL");

        assertThat(settings(given))
                .containsEntry("application.id", "lane-2.timers")
                .containsEntry("replication.factor", 3)
                .containsEntry("group.protocol", "streams")
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void timersThatAreSwitchedOffDoNotRunAndAreWell() {
        var host =
                new TimersHost(
                        new RecordCodec(),
                        LANE,
                        new DrivenTimers.NoOrganizations(),
                        new SimpleMeterRegistry());
        var off = properties(Map.of("parley.timers.enabled", "false"));
        var timers = Timers.of(off, Duration.ofDays(1), host, Map.of(), List.of("nobody:1"));
        timers.start();

        assertThat(timers.isRunning()).isFalse();
        assertThat(timers.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void timersThatHaveStoppedAreNotWell() {
        var host =
                new TimersHost(
                        new RecordCodec(),
                        LANE,
                        new DrivenTimers.NoOrganizations(),
                        new SimpleMeterRegistry());
        var timers =
                Timers.of(
                        properties(Map.of()),
                        Duration.ofDays(1),
                        host,
                        Map.of(),
                        List.of("nobody:1"));

        assertThat(timers.health().getStatus()).isEqualTo(Status.DOWN);
    }

    private static Properties settings(Map<String, Object> given) {
        return StreamsSettings.of(properties(Map.of()), LANE, given, List.of("one:1", "two:2"));
    }

    private static TimersProperties properties(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("parley.timers", Bindable.of(TimersProperties.class));
    }
}
