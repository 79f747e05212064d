package dev.parley.executor;

import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.ReadableText;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sees to it that a reply carries its playbook's disclaimer exactly once. Immutable. */
final class Disclaimer {
    private static final Disclaimer NONE = new Disclaimer("", Pattern.compile("(?!)"));
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String text;
    private final Pattern pattern;

    private Disclaimer(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** The playbook's; nothing where there is none. */
    static Disclaimer of(@Nullable PlannedPlaybook playbook) {
        return playbook == null || playbook.disclaimer() == null || playbook.disclaimer().isBlank()
                ? NONE
                : new Disclaimer(playbook.disclaimer().strip(), pattern(playbook.disclaimer()));
    }

    /**
     * The text with the disclaimer once: where it stands first, or at the end when it is missing.
     * Blanks and capitals make no difference.
     */
    String onceIn(ReadableText written) {
        if (text.isEmpty()) {
            return written.toString();
        }
        var occurrence = written.matcher(pattern);
        if (!occurrence.find()) {
            return appended(written.toString());
        }
        int end = occurrence.end();
        var rest = written.from(end).replaceAll(pattern, "").toString().stripTrailing();
        return written.subSequence(0, end) + rest;
    }

    /** The text with the disclaimer after it, whether it is in it or not. */
    String after(Written written) {
        return appended(written.text());
    }

    private String appended(String written) {
        return text.isEmpty() ? written : written.stripTrailing() + "\n\n" + text;
    }

    /** The text without it. */
    ReadableText without(ReadableText written) {
        return text.isEmpty() ? written : written.replaceAll(pattern, "").strip();
    }

    private static Pattern pattern(String disclaimer) {
        return Pattern.compile(
                ReadableText.asWritten(disclaimer, Effort.ofCharacters(Effort.MOST))
                        .strip()
                        .split(BLANKS)
                        .stream()
                        .map(word -> Pattern.quote(word.toString()))
                        .collect(Collectors.joining("\\s+")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
