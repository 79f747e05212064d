package dev.parley.conversation.reading;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Phrases that an organization brought, matched as whole words in any case. */
final class Phrases {
    private Phrases() {}

    static boolean in(String text, String phrase) {
        return pattern(phrase).matcher(flat(text)).find();
    }

    /** The text in lower case with a stop for each phrase. */
    static String without(String text, List<String> phrases) {
        var rest = flat(text);
        for (var phrase : phrases) {
            rest = pattern(phrase).matcher(rest).replaceAll(". ");
        }
        return rest;
    }

    private static String flat(String text) {
        return text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    }

    private static Pattern pattern(String phrase) {
        var words = Pattern.quote(flat(phrase).strip());
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + words + "(?![\\p{L}\\p{N}])",
                Pattern.UNICODE_CHARACTER_CLASS);
    }
}
