package dev.parley.executor.grounding;

import dev.parley.conversation.reading.ReadableText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text of which one reader after the other takes what it understands. Not thread-safe. */
final class Scan {
    private static final char TAKEN = '\u0000';

    private final ReadableText text;
    private final StringBuilder left;
    private final List<Found> found = new ArrayList<>();

    /**
     * Begins.
     *
     * @param text folded: no character of it is {@code TAKEN}, and blanks are blanks
     */
    Scan(ReadableText text) {
        this.text = text;
        this.left = new StringBuilder(text.toString());
    }

    /**
     * A claim in its place.
     *
     * @param written as it stands in the text
     */
    record Found(int at, String written, Claim claim) {}

    /** Takes what the pattern finds and the reader reads; null leaves it for the next. */
    void take(Pattern pattern, Function<MatchResult, @Nullable Claim> reader) {
        for (var match : matches(pattern)) {
            var claim = reader.apply(match);
            if (claim != null) {
                found.add(new Found(match.start(), match.group().strip(), claim));
                blank(match);
            }
        }
    }

    /** Takes what claims nothing. */
    void drop(Pattern pattern) {
        matches(pattern).forEach(this::blank);
    }

    /** A piece of the text, read on its account. */
    ReadableText piece(String written) {
        return text.with(written);
    }

    /** The claims in order of the text. */
    List<Found> found() {
        return found.stream().sorted(Comparator.comparingInt(Found::at)).toList();
    }

    private List<MatchResult> matches(Pattern pattern) {
        return text.with(left.toString()).matcher(pattern).results().toList();
    }

    private void blank(MatchResult match) {
        for (int i = match.start(); i < match.end(); i++) {
            left.setCharAt(i, TAKEN);
        }
    }
}
