package dev.parley.executor.prompt;

import java.util.Locale;

/**
 * Keeps texts within a number of tokens, and says within the text what it cut. Tokens are
 * estimated, rather too many than too few: a quarter of an ASCII character each, one for every
 * other. Pure.
 */
public final class Shortening {
    private static final int ASCII = 128;
    private static final int QUARTERS = 4;

    private Shortening() {}

    /** About how many tokens a model makes of the text. */
    public static int tokens(String text) {
        long quarters = text.codePoints().mapToLong(Shortening::quarters).sum();
        return (int) Math.min(Integer.MAX_VALUE, (quarters + QUARTERS - 1) / QUARTERS);
    }

    /**
     * The text, or its beginning and its end with a line between them that says how much is left
     * out. The line itself comes on top of the limit.
     */
    static String shortened(String text, int limit) {
        int tokens = tokens(text);
        if (tokens <= limit) {
            return text;
        }
        long head = (long) limit * QUARTERS * 2 / 3;
        long tail = (long) limit * QUARTERS - head;
        return "%s\n(%s)\n%s"
                .formatted(
                        text.substring(0, end(text, head)).stripTrailing(),
                        String.format(
                                Locale.ROOT,
                                "about %,d tokens are left out here for length",
                                tokens - limit),
                        text.substring(start(text, tail)).stripLeading());
    }

    private static int end(String text, long quarters) {
        int end = 0;
        for (long left = quarters; end < text.length(); ) {
            int point = text.codePointAt(end);
            left -= quarters(point);
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private static int start(String text, long quarters) {
        int start = text.length();
        for (long left = quarters; start > 0; ) {
            int point = text.codePointBefore(start);
            left -= quarters(point);
            if (left < 0) {
                break;
            }
            start -= Character.charCount(point);
        }
        return start;
    }

    private static int quarters(int point) {
        return point < ASCII ? 1 : QUARTERS;
    }
}
