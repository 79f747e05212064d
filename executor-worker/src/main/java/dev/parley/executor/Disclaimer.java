package dev.parley.executor;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sees to it that a reply carries its playbook's disclaimer exactly once. Pure. */
final class Disclaimer {
    private Disclaimer() {}

    /**
     * The text with the disclaimer once: where it stands first, or at the end when it is missing.
     * Blanks and capitals make no difference.
     */
    static String once(String text, @Nullable String disclaimer) {
        if (disclaimer == null || disclaimer.isBlank()) {
            return text;
        }
        var occurrence = pattern(disclaimer).matcher(text);
        if (!occurrence.find()) {
            return text.stripTrailing() + "\n\n" + disclaimer.strip();
        }
        int end = occurrence.end();
        var rest = pattern(disclaimer).matcher(text.substring(end)).replaceAll("").stripTrailing();
        return text.substring(0, end) + rest;
    }

    /** The text without it. */
    static String without(String text, @Nullable String disclaimer) {
        return disclaimer == null || disclaimer.isBlank()
                ? text
                : pattern(disclaimer).matcher(text).replaceAll("").strip();
    }

    private static Pattern pattern(String disclaimer) {
        return Pattern.compile(
                Arrays.stream(disclaimer.strip().split("\\s+"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
