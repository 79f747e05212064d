package dev.parley.ingest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
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
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(30),
                                16_000,
                                Duration.ofSeconds(30),
                                2_000,
                                Duration.ofSeconds(5),
                                new StreamProperties(
                                        2_000,
                                        1_000,
                                        Duration.ofSeconds(15),
                                        Duration.ofSeconds(5)),
                                new RateProperties(200, 1_000),
                                new CorsProperties(List.of())));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(
                        Bound.settings(
                                ApiProperties.class,
                                Map.ofEntries(
                                        entry("parley.api.operator-key-hash", HASH),
                                        entry("parley.api.body-limit", "128KB"),
                                        entry("parley.api.body-timeout", "3s"),
                                        entry("parley.api.header-timeout", "4s"),
                                        entry("parley.api.text-limit", "500"),
                                        entry("parley.api.wait-max", "10s"),
                                        entry("parley.api.max-waiting", "7"),
                                        entry("parley.api.publish-timeout", "2s"),
                                        entry("parley.api.streams.max", "9"),
                                        entry("parley.api.streams.max-per-organization", "3"),
                                        entry("parley.api.streams.keep-alive", "1s"),
                                        entry("parley.api.streams.poll", "2s"),
                                        entry("parley.api.rate.messages-per-second", "0"),
                                        entry("parley.api.rate.burst", "1"),
                                        entry(
                                                "parley.api.cors.allowed-origins",
                                                "https://shop.example, *"))))
                .isEqualTo(
                        new ApiProperties(
                                HASH,
                                DataSize.ofKilobytes(128),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(3),
                                500,
                                Duration.ofSeconds(10),
                                7,
                                Duration.ofSeconds(2),
                                new StreamProperties(
                                        9, 3, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                                new RateProperties(0, 1),
                                new CorsProperties(List.of("https://shop.example", "*"))));
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
        "body-timeout, 0s",
        "header-timeout, 0s",
        "text-limit, 0",
        "cors.allowed-origins, shop.example",
        "cors.allowed-origins, https://shop.example/",
        "text-limit, 100001",
        "wait-max, -1s",
        "wait-max, 6m",
        "max-waiting, 0",
        "publish-timeout, 0s",
        "streams.max, 0",
        "streams.max-per-organization, 0",
        "streams.keep-alive, 99ms",
        "streams.keep-alive, 61s",
        "streams.poll, 9ms",
        "streams.poll, 61s",
        "rate.messages-per-second, -1",
        "rate.burst, 0"
    })
    void valueOutsideItsRangeIsRefusedByName(String key, String value) {
        assertThatThrownBy(() ->
                        Bound.settings(ApiProperties.class, Map.of("parley.api." + key, value)))
                .hasStackTraceContaining("parley.api." + key + " must be");
    }

    @Test
    void unknownKeyOfAGroupIsRefused() {
        assertThatThrownBy(() ->
                        Bound.settings(ApiProperties.class, Map.of("parley.api.streams.mx", "1")))
                .hasStackTraceContaining("mx");
    }

    @Test
    void unknownKeyIsRefused() {
        assertThatThrownBy(() ->
                        Bound.settings(ApiProperties.class, Map.of("parley.api.wait-mx", "1s")))
                .hasStackTraceContaining("wait-mx");
    }
}
