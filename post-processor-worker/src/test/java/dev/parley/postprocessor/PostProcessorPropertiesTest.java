package dev.parley.postprocessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PostProcessorPropertiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Test
    void defaults() {
        assertThat(inactivity(Map.of()))
                .isEqualTo(new InactivityProperties(Duration.ofHours(24), Map.of()));
        assertThat(escalation(Map.of()))
                .isEqualTo(new EscalationProperties(true, 2, 5, false, PATIENCE));
        assertThat(title(Map.of())).isEqualTo(new TitleProperties(true, PATIENCE, 2));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(
                        inactivity(
                                Map.of(
                                        "parley.inactivity.after", "2h",
                                        "parley.inactivity.free-text-windows.whatsapp", "24h")))
                .isEqualTo(
                        new InactivityProperties(
                                Duration.ofHours(2), Map.of("whatsapp", Duration.ofHours(24))));
        assertThat(
                        escalation(
                                Map.of(
                                        "parley.escalation.anger", "false",
                                        "parley.escalation.unsupported", "3",
                                        "parley.escalation.failures", "7",
                                        "parley.escalation.model", "true",
                                        "parley.escalation.model-timeout", "1s")))
                .isEqualTo(new EscalationProperties(false, 3, 7, true, Duration.ofSeconds(1)));
        assertThat(
                        title(
                                Map.of(
                                        "parley.title.model", "false",
                                        "parley.title.model-timeout", "1s",
                                        "parley.title.after-messages", "3")))
                .isEqualTo(new TitleProperties(false, Duration.ofSeconds(1), 3));
    }

    @ParameterizedTest
    @CsvSource({
        "inactivity.after, 59s",
        "inactivity.after, 366d",
        "inactivity.free-text-windows.whatsapp, 0s",
        "escalation.unsupported, -1",
        "escalation.unsupported, 21",
        "escalation.failures, -1",
        "escalation.failures, 101",
        "escalation.model-timeout, 0s",
        "escalation.model-timeout, 61s",
        "title.model-timeout, 0s",
        "title.model-timeout, 61s",
        "title.after-messages, 0",
        "title.after-messages, 21",
    })
    void valueThatCannotBeMeantIsRefused(String key, String value) {
        var values = Map.of("parley." + key, value);

        assertThatThrownBy(
                        () -> {
                            inactivity(values);
                            escalation(values);
                            title(values);
                        })
                .isInstanceOf(BindException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("parley." + key);
    }

    private static InactivityProperties inactivity(Map<String, String> values) {
        return binder(values).bindOrCreate("parley.inactivity", InactivityProperties.class);
    }

    private static EscalationProperties escalation(Map<String, String> values) {
        return binder(values).bindOrCreate("parley.escalation", EscalationProperties.class);
    }

    private static TitleProperties title(Map<String, String> values) {
        return binder(values).bindOrCreate("parley.title", TitleProperties.class);
    }

    private static Binder binder(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values));
    }
}
