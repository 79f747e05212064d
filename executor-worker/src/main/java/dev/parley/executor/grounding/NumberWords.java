package dev.parley.executor.grounding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads English number words, and passes over those that count nothing. */
final class NumberWords {
    private static final int THOUSAND = 1_000;
    private static final List<String> SMALL =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Integer> SCALES =
            Map.of("hundred", 100, "thousand", THOUSAND, "million", 1_000_000, "dozen", 12);

    private static final String UNDER_TEN = String.join("|", SMALL.subList(1, 10));
    private static final String UNDER_HUNDRED =
            "(?:(?:%s)(?:[ -](?:%s))?|%s)"
                    .formatted(
                            String.join("|", TENS),
                            UNDER_TEN,
                            SMALL.reversed().stream().collect(Collectors.joining("|")));
    private static final String UNDER_THOUSAND =
            "(?:(?:%s|a) (?:hundred|dozen)(?:(?: and)? %s)?|%s)"
                    .formatted(UNDER_TEN, UNDER_HUNDRED, UNDER_HUNDRED);
    private static final String ANY =
            "(?:%s|a) (?:thousand|million)(?:(?: and)? %s)?|%s"
                    .formatted(UNDER_THOUSAND, UNDER_THOUSAND, UNDER_THOUSAND);
    private static final String UNITS = "(?:second|minute|hour|day|week|month|year|night)s?";

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}-])(?:" + ANY + ")(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[ -]");

    /** What points to things in the text instead of counting things in the world. */
    private static final Pattern POINTING =
            Pattern.compile(
                    "(?<!\\p{L})(?:(?:these|those|of the|either of|between the) (?:two|three|four|five)"
                            + "|(?:two|three|four|five) (?:ways|options|things|steps|points|possibilities|choices|questions|parts)"
                            + "|(?:two|three|four)-(?!"
                            + UNITS
                            + ")\\p{L}+)(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern ONE_UNIT =
            Pattern.compile(
                    "(?<!\\p{L})(?:an?|per|each|every) " + UNITS + "(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTHING =
            Pattern.compile(
                    "(?<!\\p{L})(?:free|no|none|nothing)(?!\\p{L})", Pattern.CASE_INSENSITIVE);
    private static final Claim ONE = new Claim.Amount(Set.of(BigDecimal.ONE), null);
    private static final Claim ZERO = new Claim.Amount(Set.of(BigDecimal.ZERO), null);

    private NumberWords() {}

    /** What an answer claims by words; "one" is a pronoun more often than a number. */
    static void readIn(Scan scan) {
        scan.drop(POINTING);
        scan.take(
                NUMBER,
                match -> match.group().equalsIgnoreCase("one") ? null : amount(scan, match));
    }

    /** What a source says by words, every hint of a number included. */
    static void readGenerouslyIn(Scan scan) {
        scan.take(NUMBER, match -> amount(scan, match));
        scan.take(ONE_UNIT, _ -> ONE);
        scan.take(NOTHING, _ -> ZERO);
    }

    private static Claim amount(Scan scan, MatchResult match) {
        long total = 0;
        long current = 0;
        for (var part : scan.piece(match.group()).lowerCase().split(BETWEEN_WORDS)) {
            var word = part.toString();
            var scale = SCALES.get(word);
            if (scale == null) {
                current += value(word);
            } else if (scale < THOUSAND) {
                current = Math.max(1, current) * scale;
            } else {
                total += Math.max(1, current) * scale;
                current = 0;
            }
        }
        return new Claim.Amount(Set.of(Amounts.plain(BigDecimal.valueOf(total + current))), null);
    }

    private static int value(String word) {
        int small = SMALL.indexOf(word);
        int tens = TENS.indexOf(word);
        return small >= 0 ? small : tens >= 0 ? (tens + 2) * 10 : 0;
    }
}
