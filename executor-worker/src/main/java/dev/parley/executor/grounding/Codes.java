package dev.parley.executor.grounding;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads codes, article and version numbers, and passes over names with a figure in them. */
final class Codes {
    private static final Pattern VERSION =
            Pattern.compile("(?<![\\w.,])[vV]?\\d+(?:\\.\\d+){2,9}(?![\\w])");
    private static final Pattern CODE =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}-])(?=[0-9-]*[A-Z])(?=[A-Z-]*\\d)[A-Z0-9]+(?:-[A-Z0-9]+)*+(?![\\p{L}\\p{N}])");

    /** Mixed with small letters, or with one figure: iPhone15, MP3, B2B, 3D, 5G. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])\\p{L}+-?\\d[\\p{L}\\p{N}]*(?:\\.\\d+)*+|(?<![\\p{L}\\p{N}.,])\\d[DGK](?![\\p{L}\\p{N}])");

    private static final Pattern WITH_UNIT = Pattern.compile("\\d+[A-Z]{1,3}");
    private static final int MANY_DIGITS = 3;
    private static final int LONG = 6;

    private Codes() {}

    static void readIn(Scan scan) {
        scan.take(VERSION, match -> code(match.group()));
        scan.take(CODE, match -> codeUnlessName(scan, match));
        scan.drop(NAME);
    }

    private static Claim.@Nullable Code codeUnlessName(Scan scan, MatchResult match) {
        var text = match.group();
        long digits = text.chars().filter(Character::isDigit).count();
        boolean unit = scan.piece(text).is(WITH_UNIT); // 100GB is an amount with its unit
        boolean isCode =
                digits >= MANY_DIGITS
                        || (digits > 1 && text.length() >= LONG && !text.contains("-"));
        return isCode && !unit ? code(text) : null;
    }

    private static Claim.Code code(String text) {
        var plain = text.replace("-", "").toUpperCase(Locale.ROOT);
        boolean version =
                plain.startsWith("V") && plain.length() > 1 && Character.isDigit(plain.charAt(1));
        return new Claim.Code(version ? plain.substring(1) : plain);
    }
}
