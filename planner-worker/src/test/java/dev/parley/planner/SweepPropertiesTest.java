package dev.parley.planner;

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

class SweepPropertiesTest {
    @Test
    void defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new SweepProperties(
                                true, Duration.ofMillis(500), 1_000, Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({"interval, 0s", "interval, -1s", "limit, 0", "patience, -1ms"})
    void wrongValueIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("parley.sweep." + key, value)))
                .rootCause()
                .hasMessageContaining("parley.sweep." + key);
    }

    private static SweepProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("parley.sweep", Bindable.of(SweepProperties.class));
    }
}
