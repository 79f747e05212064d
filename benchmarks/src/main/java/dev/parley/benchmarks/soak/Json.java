package dev.parley.benchmarks.soak;

/** Texts as JSON writes them, those included that no writer of JSON would take. */
final class Json {
    private static final int FIRST_PRINTABLE = 0x20;

    private Json() {}

    /** The text in quotes. What has no form in UTF-8 is escaped. */
    static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '"' || sign == '\\') {
                quoted.append('\\').append(sign);
            } else if (sign < FIRST_PRINTABLE || isLoneSurrogate(text, i)) {
                quoted.append("\\u%04x".formatted((int) sign));
            } else {
                quoted.append(sign);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char sign = text.charAt(at);
        if (Character.isHighSurrogate(sign)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(sign)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
