package dev.parley.benchmarks;

import java.util.Locale;

/** Numbers as text, the same in every locale. */
final class Text {
    private Text() {}

    static String of(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** A number with its thousands apart, without decimals. */
    static String whole(double number) {
        return of("%,.0f", number);
    }
}
