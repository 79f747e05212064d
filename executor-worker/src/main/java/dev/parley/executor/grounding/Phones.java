package dev.parley.executor.grounding;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads telephone numbers: what is written as one, not every row of digits. */
final class Phones {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\w.,+])(?:"
                            + "\\+\\d[\\d ()./-]{5,18}\\d"
                            + "|\\(\\d{2,5}\\)[\\d ./-]{4,14}\\d"
                            + "|0\\d[\\d ()/.-]{4,16}\\d"
                            + "|(?:1[ .-])?\\d{3}[ .-]\\d{3}[ .-]\\d{4}"
                            + "|\\d{3}-\\d{4}"
                            + ")(?![\\w]|[.,]\\d)");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D");
    private static final Pattern ZEROS = Pattern.compile("^0+");
    static final int SHORTEST = 7;
    private static final int LONGEST = 15;

    private Phones() {}

    static void readIn(Scan scan) {
        scan.take(NUMBER, match -> phone(scan, match));
    }

    private static Claim.@Nullable Phone phone(Scan scan, MatchResult match) {
        var digits =
                scan.piece(match.group().replace("(0)", ""))
                        .replaceAll(NO_DIGIT, "")
                        .replaceFirst(ZEROS, "")
                        .toString();
        return digits.length() < SHORTEST || digits.length() > LONGEST
                ? null
                : new Claim.Phone(digits);
    }
}
