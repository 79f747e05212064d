package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class TimersPropertiesTest {
    @Test
    void defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new TimersProperties(
                                true,
                                "data/timers",
                                1,
                                Duration.ofMillis(100),
                                1_000,
                                DataSize.ofMegabytes(64),
                                Duration.ofMinutes(1),
                                Duration.ofHours(1),
                                10,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(60),
                                20));
    }

    @ParameterizedTest
    @CsvSource({
        "threads, 0",
        "limit, 0",
        "repeats, -1",
        "max-tries, -1",
        "state-directory, ' '",
        "interval, 0s",
        "memory, 15MB",
        "first-repeat, 0s",
        "longest-repeat, 1s",
        "first-delay, 0s",
        "max-delay, 10ms"
    })
    void wrongValueIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("parley.timers." + key, value)))
                .rootCause()
                .hasMessageContaining("parley.timers." + key);
    }

    private static TimersProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("parley.timers", Bindable.of(TimersProperties.class));
    }
}
