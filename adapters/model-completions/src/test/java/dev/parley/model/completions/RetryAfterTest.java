package dev.parley.model.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, PT7S",
        "retry-after, 0, PT0S",
        "retry-after, 0.25, PT0.25S",
        "retry-after-ms, 1500, PT1.5S",
        "retry-after, 'Sat, 21 Nov 2026 12:00:30 GMT', PT30S",
        "retry-after, 'Sat, 21 Nov 2026 11:00:00 GMT', PT0S"
    })
    void eachFormIsUnderstood(String name, String value, Duration wait) {
        assertThat(RetryAfter.of(Map.of(name, value)::get, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1", "1e9", "99999999", "NaN", "Sat, 21 Nov 2099 12:00:30 GMT"})
    void whatNobodyCanMeanIsAsIfItWereNotThere(String value) {
        assertThat(RetryAfter.of(Map.of("retry-after", value)::get, NOW)).isNull();
    }

    @Test
    void millisecondsAreMoreExactThanSeconds() {
        var headers = Map.of("retry-after", "2", "retry-after-ms", "1234");

        assertThat(RetryAfter.of(headers::get, NOW)).isEqualTo(Duration.ofMillis(1_234));
    }
}
