package dev.parley.model.completions;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait: {@code retry-after-ms}, or {@code Retry-After} (RFC 9110). */
final class RetryAfter {
    /** Whoever asks for more is not understood: nobody waits that long. */
    private static final double MOST_MILLIS = Duration.ofDays(1).toMillis();

    private RetryAfter() {}

    /** Null when the server does not say, or nothing we understand. A time gone by is zero. */
    static @Nullable Duration of(Function<String, @Nullable String> header, Instant now) {
        var millis = number(header.apply("retry-after-ms"), 1);
        if (millis != null) {
            return millis;
        }
        var value = header.apply("retry-after");
        var seconds = number(value, 1_000);
        return seconds != null || value == null ? seconds : until(value, now);
    }

    private static @Nullable Duration number(@Nullable String value, int unitMillis) {
        if (value == null || !value.strip().matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return null;
        }
        double millis = Double.parseDouble(value.strip()) * unitMillis;
        return millis > MOST_MILLIS ? null : Duration.ofMillis((long) Math.ceil(millis));
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            var then = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(now, then.toInstant());
            if (wait.toMillis() > MOST_MILLIS) {
                return null;
            }
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
