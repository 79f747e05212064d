package dev.parley.model.openai;

import java.nio.charset.StandardCharsets;

/**
 * A bound of a text's tokens that no tokenizer of bytes exceeds: its bytes in UTF-8, since each
 * token stands for one at least. English has about a quarter of it. The right tokenizer would be
 * closer, but servers have many and do not tell which.
 */
final class ByteBound {
    /** Two texts with an end of a paragraph between them have no more than the sum of both. */
    private static final int BETWEEN = 2;

    private ByteBound() {}

    /** The bound; 0 of a blank text. */
    static int of(String text) {
        return text.isBlank() ? 0 : text.strip().getBytes(StandardCharsets.UTF_8).length + BETWEEN;
    }

    /** The text's beginning that has at most so many bytes, whole characters. */
    static String cut(String text, int bytes) {
        if (text.length() * 3L <= bytes) {
            return text;
        }
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            used += bytes(codePoint);
            if (used > bytes) {
                return text.substring(0, i);
            }
            i += Character.charCount(codePoint);
        }
        return text;
    }

    private static int bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
    }
}
