package dev.parley.executor.passage;

import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.Passage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes test and example data out of passages: reserved domains and addresses at them, reserved
 * telephone numbers, card numbers for tests, filler text. What is left says where something was, so
 * that a model does not fill the gap; a passage of which nothing is left goes. Pure.
 */
public final class TestData {
    /** What stands in its place; the prompt's rules explain it. */
    public static final String LEFT_OUT = "(left out)";

    private static final String FILLER = "filler";
    private static final Map<TestDataKind, Pattern> PATTERNS = patterns();
    private static final Pattern SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");

    private TestData() {}

    /**
     * What may go into a prompt.
     *
     * @param passages in the order they came
     * @param removed how many of each kind were taken out, by its name in lower case
     * @param dropped how many passages nothing was left of
     */
    public record Filtered(List<Passage> passages, Map<String, Integer> removed, int dropped) {
        public Filtered {
            passages = List.copyOf(passages);
            removed = Map.copyOf(removed);
        }

        /** The counts as one line, in order of their names; empty when nothing was removed. */
        public String summary() {
            var counts = new TreeMap<>(removed);
            if (dropped > 0) {
                counts.put("passages", dropped);
            }
            var line = new ArrayList<String>();
            counts.forEach((kind, count) -> line.add(kind + "=" + count));
            return String.join(", ", line);
        }
    }

    /** Filters texts, titles and links. */
    public static Filtered filtered(List<FoundPassage> found) {
        var removed = new TreeMap<String, Integer>();
        var kept = new ArrayList<Passage>();
        for (var one : found) {
            var passage = one.passage();
            var text = withoutItems(withoutFiller(passage.text(), removed), removed);
            if (saysSomething(text)) {
                kept.add(
                        new Passage(
                                passage.documentId(),
                                passage.index(),
                                withoutItems(passage.title(), removed),
                                realLink(passage.link(), removed),
                                text));
            }
        }
        return new Filtered(kept, removed, found.size() - kept.size());
    }

    private static String withoutItems(String text, Map<String, Integer> removed) {
        var left = text;
        for (var entry : PATTERNS.entrySet()) {
            var kind = entry.getKey();
            left =
                    entry.getValue()
                            .matcher(left)
                            .replaceAll(match -> replacement(kind, match, removed));
        }
        return left;
    }

    private static String replacement(
            TestDataKind kind, MatchResult match, Map<String, Integer> removed) {
        if (!kind.isOne(match.group())) {
            return Matcher.quoteReplacement(match.group());
        }
        count(kind.name().toLowerCase(Locale.ROOT), removed);
        return LEFT_OUT;
    }

    private static String withoutFiller(String text, Map<String, Integer> removed) {
        return PlaceholderText.SENTENCE
                .matcher(text)
                .replaceAll(match -> {
                    if (!PlaceholderText.is(match.group())) {
                        return Matcher.quoteReplacement(match.group());
                    }
                    count(FILLER, removed);
                    return "";
                });
    }

    private static @Nullable String realLink(@Nullable String link, Map<String, Integer> removed) {
        return link == null || withoutItems(link, removed).equals(link) ? link : null;
    }

    private static boolean saysSomething(String text) {
        return SOMETHING.matcher(text.replace(LEFT_OUT, "")).find();
    }

    private static void count(String kind, Map<String, Integer> removed) {
        removed.merge(kind, 1, Integer::sum);
    }

    private static Map<TestDataKind, Pattern> patterns() {
        var patterns = new EnumMap<TestDataKind, Pattern>(TestDataKind.class);
        for (var kind : TestDataKind.values()) {
            patterns.put(kind, kind.pattern());
        }
        return patterns;
    }
}
