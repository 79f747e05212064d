package dev.parley.conversation.reading;

import java.text.Normalizer;

/**
 * Makes of a text what rules see. White space is one blank, or one line end where it held any;
 * control characters are white space; what is invisible goes (joiners, marks of direction, soft
 * hyphens); of a run of combining marks the first few stay; the rest is composed (NFC).
 */
final class Folding {
    /** Enough for every living script; {@code \b} walks back over the whole run. */
    private static final int MOST_MARKS = 4;

    private final StringBuilder folded;
    private int marks;
    private boolean blank;
    private boolean lineEnd;

    private Folding(int length) {
        this.folded = new StringBuilder(length);
    }

    static String folded(CharSequence text) {
        var folding = new Folding(text.length());
        text.codePoints().forEach(folding::add);
        // After the cut: to order a long run of marks costs its square.
        return Normalizer.normalize(folding.folded, Normalizer.Form.NFC);
    }

    private void add(int character) {
        switch (Character.getType(character)) {
            case Character.FORMAT, Character.SURROGATE -> {}
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> {
                blank = true;
                lineEnd |= isLineEnd(character);
            }
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> {
                if (blank) {
                    marks = 0;
                }
                if (++marks <= MOST_MARKS) {
                    append(character);
                }
            }
            default -> {
                marks = 0;
                append(character);
            }
        }
    }

    private void append(int character) {
        if (blank && !folded.isEmpty()) {
            folded.append(lineEnd ? '\n' : ' ');
        }
        blank = false;
        lineEnd = false;
        folded.appendCodePoint(character);
    }

    private static boolean isLineEnd(int character) {
        return (character >= '\n' && character <= '\r')
                || character == '\u0085'
                || character == '\u2028'
                || character == '\u2029';
    }
}
