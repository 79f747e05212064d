package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RedrivePropertiesTest {
    @Test
    void defaults() {
        assertThat(bound(Map.of()).within()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(bound(Map.of("parley.redrive.within", "90m")).within())
                .isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1s"})
    void wrongValueIsRefusedByName(String value) {
        assertThatThrownBy(() -> bound(Map.of("parley.redrive.within", value)))
                .rootCause()
                .hasMessageContaining("parley.redrive.within");
    }

    private static RedriveProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("parley.redrive", Bindable.of(RedriveProperties.class));
    }
}
