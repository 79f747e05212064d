package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.ingest.DeliveryProperties.AmbiguousPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryPropertiesTest {
    @Test
    void defaults() {
        assertThat(Bound.settings(DeliveryProperties.class, Map.of()))
                .isEqualTo(
                        new DeliveryProperties(
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(5),
                                8,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(10),
                                AmbiguousPolicy.FAIL));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(
                        Bound.settings(
                                DeliveryProperties.class,
                                Map.of(
                                        "parley.delivery.send-deadline", "1s",
                                        "parley.delivery.grace", "2s",
                                        "parley.delivery.max-attempts", "3",
                                        "parley.delivery.first-delay", "4s",
                                        "parley.delivery.max-delay", "5s",
                                        "parley.delivery.reconcile-for", "6s",
                                        "parley.delivery.ambiguous", "resend")))
                .isEqualTo(
                        new DeliveryProperties(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3,
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                AmbiguousPolicy.RESEND));
    }

    @ParameterizedTest
    @CsvSource({
        "send-deadline, 0s",
        "grace, 0s",
        "max-attempts, 0",
        "first-delay, 0s",
        "max-delay, 1ms",
        "reconcile-for, -1s"
    })
    void valueOutsideItsRangeIsRefusedByName(String key, String value) {
        assertThatThrownBy(() ->
                        Bound.settings(
                                DeliveryProperties.class, Map.of("parley.delivery." + key, value)))
                .hasStackTraceContaining("parley.delivery." + key + " must");
    }

    @Test
    void unknownPolicyAndUnknownKeyAreRefused() {
        assertThatThrownBy(() ->
                        Bound.settings(
                                DeliveryProperties.class,
                                Map.of("parley.delivery.ambiguous", "guess")))
                .hasStackTraceContaining("ambiguous");
        assertThatThrownBy(() ->
                        Bound.settings(
                                DeliveryProperties.class, Map.of("parley.delivery.atempts", "1")))
                .hasStackTraceContaining("atempts");
    }

    @Test
    void restDoublesUpToTheLongest() {
        var settings = Bound.settings(DeliveryProperties.class, Map.of());
        assertThat(settings.rest(1, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.rest(4, Duration.ZERO)).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.rest(4, Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.rest(1_000, Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
    }
}
