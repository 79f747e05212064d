package dev.parley.executor.grounding;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates in figures and with English names of months. */
final class Dates {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /** Capitalized, because "may" and "march" are words. */
    private static final String MONTH =
            "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<![\\w.-])(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\w-]|\\.\\d)");
    private static final Pattern YEAR_LAST =
            Pattern.compile(
                    "(?<![\\w.-])(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\w-]|\\.\\d)");
    private static final Pattern DAY_FIRST =
            Pattern.compile(
                    "(?<![\\w.,])(\\d{1,2})(?:st|nd|rd|th|\\.)?(?: of)? "
                            + MONTH
                            + "(?!\\p{L})(?:,? (\\d{4}))?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile(
                    "(?<!\\p{L})"
                            + MONTH
                            + " (\\d{1,2})(?:st|nd|rd|th)?(?![\\p{N}\\p{L}]|[.,:]\\d)(?:,? (\\d{4}))?");
    private static final Pattern MONTH_ALONE =
            Pattern.compile("(?<!\\p{L})" + MONTH + ",? (\\d{4})(?!\\d)");
    private static final int CENTURY = 2000;

    private Dates() {}

    static void readIn(Scan scan) {
        scan.take(YEAR_FIRST, match -> date(Set.of(day(match, 1, 3, 4))));
        scan.take(YEAR_LAST, match -> date(Set.of(day(match, 4, 3, 1), day(match, 4, 1, 3))));
        scan.take(DAY_FIRST, match -> date(Set.of(named(match, 3, 2, 1))));
        scan.take(MONTH_FIRST, match -> date(Set.of(named(match, 3, 1, 2))));
        scan.take(
                MONTH_ALONE,
                match -> date(Set.of(new Claim.Day(number(match, 2), month(match, 1), null))));
    }

    private static Claim.@Nullable Date date(Set<Claim.Day> readings) {
        var valid = new HashSet<Claim.Day>();
        readings.stream().filter(Dates::exists).forEach(valid::add);
        return valid.isEmpty() ? null : new Claim.Date(valid);
    }

    private static Claim.Day day(MatchResult match, int year, int month, int dayOfMonth) {
        int given = number(match, year);
        return new Claim.Day(
                match.group(year).length() == 2 ? CENTURY + given : given,
                number(match, month),
                number(match, dayOfMonth));
    }

    private static Claim.Day named(MatchResult match, int year, int month, int dayOfMonth) {
        return new Claim.Day(
                match.group(year) == null ? null : number(match, year),
                month(match, month),
                number(match, dayOfMonth));
    }

    private static int month(MatchResult match, int group) {
        return MONTHS.indexOf(match.group(group).substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static boolean exists(Claim.Day day) {
        if (day.month() < 1 || day.month() > MONTHS.size()) {
            return false;
        }
        var dayOfMonth = day.dayOfMonth();
        int year = day.year() == null ? CENTURY : day.year();
        return dayOfMonth == null
                || (dayOfMonth >= 1
                        && dayOfMonth <= YearMonth.of(year, day.month()).lengthOfMonth());
    }
}
