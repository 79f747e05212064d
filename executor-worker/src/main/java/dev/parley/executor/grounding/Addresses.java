package dev.parley.executor.grounding;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads links and e-mail addresses. */
final class Addresses {
    private static final Pattern EMAIL =
            Pattern.compile(
                    "(?<![\\w.+-])[\\w.+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
    private static final Pattern LINK =
            Pattern.compile(
                    "(?:https?://|www\\.)[^\\s<>\"'\\])}*`\u0000]+", Pattern.CASE_INSENSITIVE);

    /** Without a scheme only under a few endings: a full stop may lack its blank. */
    private static final Pattern HOST =
            Pattern.compile(
                    "(?<![\\w.@-])(?:[a-z0-9-]{1,63}\\.){1,8}(?:com|org|net|io|dev|app|shop|info|eu|de|at|ch|fr|nl|co\\.uk|uk)(?![\\w-])(?:/[^\\s<>\"'\\])}*`\u0000]*)?",
                    Pattern.CASE_INSENSITIVE);

    private static final String FINAL = ".,;:!?/";
    private static final Pattern BEGINNING =
            Pattern.compile("^(?:https?://)?(?:www\\.)?", Pattern.CASE_INSENSITIVE);

    private Addresses() {}

    static void readIn(Scan scan) {
        scan.take(EMAIL, match -> new Claim.Email(trimmed(match).toLowerCase(Locale.ROOT)));
        scan.take(LINK, match -> link(scan, match));
        scan.take(HOST, match -> link(scan, match));
    }

    private static Claim link(Scan scan, MatchResult match) {
        var address = scan.piece(trimmed(match)).replaceFirst(BEGINNING, "").toString();
        int path = address.indexOf('/');
        var host = path < 0 ? address : address.substring(0, path);
        return new Claim.Link(
                host.toLowerCase(Locale.ROOT) + (path < 0 ? "" : address.substring(path)));
    }

    private static String trimmed(MatchResult match) {
        var address = match.group();
        int end = address.length();
        while (end > 0 && FINAL.indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        return address.substring(0, end);
    }
}
