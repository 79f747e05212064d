package dev.parley.conversation;

/**
 * Tells what people see of a text. A name that looks like another or like none deceives them, and a
 * text of which nothing is seen asks nothing.
 */
public final class Visible {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Visible() {}

    /** Tells whether somebody sees the character. */
    public static boolean isVisible(int codePoint) {
        return !isHidden(codePoint)
                && !isFiller(codePoint)
                && !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint)
                && !Character.isISOControl(codePoint);
    }

    /** Tells whether nobody sees anything of the text. */
    public static boolean isBlank(String text) {
        return text.codePoints().noneMatch(Visible::isVisible);
    }

    /**
     * Tells whether a line has characters that nobody sees. Joiners between two visible ones are
     * not meant: names in Persian and Hindi, and families of emoji, cannot be written without.
     */
    public static boolean hasHidden(String line) {
        var points = line.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            boolean joins =
                    isJoiner(points[i])
                            && i > 0
                            && i < points.length - 1
                            && (isVisible(points[i - 1]) || isVariation(points[i - 1]))
                            && isVisible(points[i + 1]);
            if (isHidden(points[i]) && !joins) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJoiner(int codePoint) {
        return codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
    }

    /** Formats and separators: zero width, marks of direction, tags, separators of lines. */
    private static boolean isHidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Letters, symbols and marks that are blank by design. */
    private static boolean isFiller(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> isVariation(codePoint);
        };
    }

    /** Says how the character before is drawn, as in many emoji. */
    private static boolean isVariation(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
