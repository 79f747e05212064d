package dev.parley.model.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OfflineModelPropertiesTest {
    @Test
    void defaults() {
        assertThat(bound(Map.of())).isEqualTo(new OfflineModelProperties(Duration.ZERO, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"latency, -1s", "script, sometimes"})
    void wrongValueIsRefused(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("parley.model.offline." + key, value)))
                .hasStackTraceContaining("parley.model.offline." + key);
    }

    private static OfflineModelProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("parley.model.offline", Bindable.of(OfflineModelProperties.class));
    }
}
