package dev.parley.conversation.reading;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes the words that matter to the rules as they are usually written. */
final class Spelling {
    private static final Pattern WORD = Pattern.compile("[a-z0-9']+");

    private static final Map<String, String> SHORT =
            Map.ofEntries(
                    Map.entry("u", "you"),
                    Map.entry("ur", "your"),
                    Map.entry("r", "are"),
                    Map.entry("pls", "please"),
                    Map.entry("plz", "please"),
                    Map.entry("plse", "please"),
                    Map.entry("pleas", "please"),
                    Map.entry("lemme", "let me"),
                    Map.entry("gimme", "give me"),
                    Map.entry("wanna", "want to"),
                    Map.entry("gotta", "got to"),
                    Map.entry("some1", "someone"),
                    Map.entry("any1", "anyone"),
                    Map.entry("sum1", "someone"),
                    Map.entry("cn", "can"),
                    Map.entry("2", "to"),
                    Map.entry("w", "with"),
                    Map.entry("ppl", "people"),
                    Map.entry("im", "i'm"),
                    Map.entry("thats", "that's"),
                    Map.entry("thatll", "that'll"),
                    Map.entry("dont", "don't"),
                    Map.entry("youve", "you've"),
                    Map.entry("ive", "i've"),
                    Map.entry("thx", "thanks"),
                    Map.entry("thnx", "thanks"),
                    Map.entry("tnx", "thanks"),
                    Map.entry("thnks", "thanks"),
                    Map.entry("ty", "thank you"),
                    Map.entry("tysm", "thank you"),
                    Map.entry("thankyou", "thank you"),
                    Map.entry("cya", "see you"),
                    Map.entry("k", "ok"),
                    Map.entry("tlk", "talk"),
                    Map.entry("tlak", "talk"),
                    Map.entry("takl", "talk"),
                    Map.entry("tolk", "talk"),
                    Map.entry("speek", "speak"),
                    Map.entry("spk", "speak"),
                    Map.entry("mgr", "manager"),
                    Map.entry("csr", "representative"),
                    Map.entry("wnat", "want"),
                    Map.entry("wan", "want"),
                    Map.entry("ned", "need"),
                    Map.entry("nead", "need"));

    /** Long enough that one slip leaves them unlike other words. */
    private static final List<String> LONG =
            List.of(
                    "speak",
                    "human",
                    "person",
                    "agent",
                    "operator",
                    "someone",
                    "somebody",
                    "anyone",
                    "manager",
                    "connect",
                    "customer",
                    "service",
                    "support",
                    "supervisor",
                    "transfer",
                    "escalate",
                    "colleague",
                    "representative");

    /** Words of their own though one slip away. */
    private static final Set<String> OTHERS =
            Set.of(
                    "speaks",
                    "humans",
                    "humane",
                    "persons",
                    "agents",
                    "agency",
                    "operators",
                    "operate",
                    "manage",
                    "managed",
                    "manages",
                    "managers",
                    "connects",
                    "customers",
                    "services",
                    "serviced",
                    "supports",
                    "supervisors",
                    "transfers",
                    "escalated",
                    "escalates",
                    "colleagues",
                    "representatives",
                    "sneak",
                    "parson",
                    "aget");

    private static final int VERY_LONG = 9;

    private Spelling() {}

    static ReadableText usual(ReadableText sentence) {
        return sentence.replaceAll(WORD, word -> word(word.group()));
    }

    private static String word(String word) {
        var written = SHORT.get(word);
        if (written != null) {
            return written;
        }
        if (word.length() < 4 || OTHERS.contains(word) || LONG.contains(word)) {
            return word;
        }
        for (var meant : LONG) {
            int slips = meant.length() >= VERY_LONG ? 2 : 1;
            if (Math.abs(word.length() - meant.length()) <= slips
                    && word.charAt(0) == meant.charAt(0)
                    && distance(word, meant) <= slips) {
                return meant;
            }
        }
        return word;
    }

    /** Letters to add, drop, change or swap with their neighbour. */
    private static int distance(String left, String right) {
        var rows = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, left, right, i, j);
            }
        }
        return rows[left.length()][right.length()];
    }

    private static int step(int[][] rows, String left, String right, int i, int j) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best =
                Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
