package dev.parley.executor.grounding;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times of day. */
final class Times {
    private static final Pattern HALF_DAY =
            Pattern.compile(
                    "(?<![\\w.,:])(\\d{1,2})(?:[:.]([0-5]\\d))? ?([ap])\\.?m(?:\\.|(?!\\p{L}))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK =
            Pattern.compile("(?<![\\w.,:])([01]?\\d|2[0-4]):([0-5]\\d)(?::[0-5]\\d)?(?![\\w:])");
    private static final int HOUR = 60;
    private static final int NOON = 12;

    private Times() {}

    static void readIn(Scan scan) {
        scan.take(HALF_DAY, Times::halfDay);
        scan.take(CLOCK, Times::clock);
    }

    private static Claim.@Nullable Time halfDay(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        if (hour < 1 || hour > NOON) {
            return null;
        }
        int minute = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        boolean afternoon = match.group(3).toLowerCase(Locale.ROOT).equals("p");
        return new Claim.Time(Set.of((hour % NOON + (afternoon ? NOON : 0)) * HOUR + minute));
    }

    private static Claim.Time clock(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        int minutes = hour * HOUR + Integer.parseInt(match.group(2));
        return new Claim.Time(
                hour >= 1 && hour < NOON && !match.group(1).startsWith("0")
                        ? Set.of(minutes, minutes + NOON * HOUR)
                        : Set.of(minutes));
    }
}
