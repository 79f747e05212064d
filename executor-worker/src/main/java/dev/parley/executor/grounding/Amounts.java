package dev.parley.executor.grounding;

import dev.parley.conversation.reading.ReadableText;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers in figures, with their currency and multiplier. */
final class Amounts {
    private static final String CURRENCY_BEFORE =
            "(US\\$|[$\u20ac\u00a3\u00a5]|(?:USD|EUR|GBP|CHF|JPY)(?= ?\\d))";
    private static final String CURRENCY_AFTER =
            "([$\u20ac\u00a3\u00a5]|(?:USD|EUR|GBP|CHF|JPY|euros?|dollars?|pounds?|yen|francs?)(?!\\p{L}))";
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?<!\\d[.,])(?:"
                            + CURRENCY_BEFORE
                            + " ?)?(\\d{1,3}(?:[ '\u2019]\\d{3}){1,4}(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d+)*+)"
                            + "(?:st|nd|rd|th)?"
                            + "( ?(?:thousand|million|billion|dozen|k|mio)(?!\\p{L}))?"
                            + "(?: ?"
                            + CURRENCY_AFTER
                            + ")?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern GROUPED = Pattern.compile("[1-9]\\d{0,2}(?:[.,]\\d{3})+");
    private static final Map<String, String> CURRENCIES =
            Map.ofEntries(
                    Map.entry("$", "USD"),
                    Map.entry("us$", "USD"),
                    Map.entry("dollar", "USD"),
                    Map.entry("\u20ac", "EUR"),
                    Map.entry("euro", "EUR"),
                    Map.entry("\u00a3", "GBP"),
                    Map.entry("pound", "GBP"),
                    Map.entry("\u00a5", "JPY"),
                    Map.entry("franc", "CHF"));
    private static final Map<String, BigDecimal> MULTIPLIERS =
            Map.of(
                    "k", BigDecimal.valueOf(1_000),
                    "thousand", BigDecimal.valueOf(1_000),
                    "million", BigDecimal.valueOf(1_000_000),
                    "mio", BigDecimal.valueOf(1_000_000),
                    "billion", BigDecimal.valueOf(1_000_000_000),
                    "dozen", BigDecimal.valueOf(12));
    private static final int LONGEST = 40;

    private Amounts() {}

    static void readIn(Scan scan) {
        scan.take(NUMBER, match -> amount(scan, match));
    }

    private static Claim.@Nullable Amount amount(Scan scan, MatchResult match) {
        var figures = match.group(2).replace(" ", "").replace("'", "").replace("\u2019", "");
        if (figures.length() > LONGEST) {
            return null;
        }
        var readings = new HashSet<BigDecimal>();
        for (var value : readings(scan.piece(figures))) {
            readings.add(plain(value.multiply(multiplier(match.group(3)))));
        }
        return new Claim.Amount(readings, currency(match));
    }

    /** Comma and full stop may separate thousands or begin the decimals. */
    private static Set<BigDecimal> readings(ReadableText number) {
        var figures = number.toString();
        int comma = figures.lastIndexOf(',');
        int stop = figures.lastIndexOf('.');
        if (comma < 0 && stop < 0) {
            return Set.of(new BigDecimal(figures));
        }
        if (comma >= 0 && stop >= 0) {
            return Set.of(decimal(figures, Math.max(comma, stop)));
        }
        int last = Math.max(comma, stop);
        boolean grouped = number.is(GROUPED);
        if (!grouped) {
            return Set.of(decimal(figures, last));
        }
        var whole = new BigDecimal(unseparated(figures));
        boolean onlyGroups = comma >= 0 || figures.indexOf('.') != last || figures.endsWith("000");
        return onlyGroups ? Set.of(whole) : Set.of(whole, decimal(figures, last));
    }

    static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static BigDecimal decimal(String figures, int separator) {
        return new BigDecimal(
                unseparated(figures.substring(0, separator))
                        + "."
                        + figures.substring(separator + 1));
    }

    private static String unseparated(String figures) {
        return figures.replace(".", "").replace(",", "");
    }

    private static BigDecimal multiplier(@Nullable String word) {
        return word == null
                ? BigDecimal.ONE
                : MULTIPLIERS.getOrDefault(word.strip().toLowerCase(Locale.ROOT), BigDecimal.ONE);
    }

    private static @Nullable String currency(MatchResult match) {
        var sign = match.group(1) != null ? match.group(1) : match.group(4);
        if (sign == null) {
            return null;
        }
        var name = sign.toLowerCase(Locale.ROOT);
        return CURRENCIES.getOrDefault(
                name.endsWith("s") && name.length() > 3
                        ? name.substring(0, name.length() - 1)
                        : name,
                name.toUpperCase(Locale.ROOT));
    }
}
