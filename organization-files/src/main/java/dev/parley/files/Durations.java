package dev.parley.files;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and one of s, m, h, d. */
final class Durations {
    static final String RULE = "must be a duration such as 30s, 10m, 12h or 7d";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
