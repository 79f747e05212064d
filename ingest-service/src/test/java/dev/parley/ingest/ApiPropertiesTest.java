package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class ApiPropertiesTest {
    private static final String HASH = ApiKeys.hash("key");

    @Test
    void defaults() {
        assertThat(Bound.settings(ApiProperties.class, Map.of()))
                .isEqualTo(
                        new ApiProperties(
                                null,
                                DataSize.ofKilobytes(64),
                                16_000,
                                Duration.ofSeconds(30),
                                2_000,
                                Duration.ofSeconds(5)));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(
                        Bound.settings(
                                ApiProperties.class,
                                Map.of(
                                        "parley.api.operator-key-hash", HASH,
                                        "parley.api.body-limit", "128KB",
                                        "parley.api.text-limit", "500",
                                        "parley.api.wait-max", "10s",
                                        "parley.api.max-waiting", "7",
                                        "parley.api.publish-timeout", "2s")))
                .isEqualTo(
                        new ApiProperties(
                                HASH,
                                DataSize.ofKilobytes(128),
                                500,
                                Duration.ofSeconds(10),
                                7,
                                Duration.ofSeconds(2)));
    }

    @Test
    void emptyHashMeansNoOperator() {
        var settings =
                Bound.settings(ApiProperties.class, Map.of("parley.api.operator-key-hash", ""));
        assertThat(settings.operatorKeyHash()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "operator-key-hash, pk_the-key-itself",
        "operator-key-hash, ABCDEF",
        "body-limit, 1B",
        "body-limit, 2MB",
        "text-limit, 0",
        "text-limit, 100001",
        "wait-max, -1s",
        "wait-max, 6m",
        "max-waiting, 0",
        "publish-timeout, 0s"
    })
    void valueOutsideItsRangeIsRefusedByName(String key, String value) {
        assertThatThrownBy(() ->
                        Bound.settings(ApiProperties.class, Map.of("parley.api." + key, value)))
                .hasStackTraceContaining("parley.api." + key + " must be");
    }

    @Test
    void unknownKeyIsRefused() {
        assertThatThrownBy(() ->
                        Bound.settings(ApiProperties.class, Map.of("parley.api.wait-mx", "1s")))
                .hasStackTraceContaining("wait-mx");
    }
}
