package dev.parley.executor.passage;

import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.Passage;
import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
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

    /**
     * Filters texts, titles and links; nothing of a passage that takes too much to read.
     *
     * @param organization whose passages they are
     */
    public static Filtered filtered(
            String organization, List<FoundPassage> found, ReadingThreads threads) {
        var removed = new TreeMap<String, Integer>();
        var kept = new ArrayList<Passage>();
        for (var one : found) {
            var left =
                    threads.read(organization, effort -> left(one.passage(), effort), Left.NOTHING);
            left.removed().forEach((kind, count) -> removed.merge(kind, count, Integer::sum));
            if (left.passage() != null) {
                kept.add(left.passage());
            }
        }
        return new Filtered(kept, removed, found.size() - kept.size());
    }

    record Left(@Nullable Passage passage, Map<String, Integer> removed) {
        static final Left NOTHING = new Left(null, Map.of());
    }

    static Left left(Passage passage, Effort effort) {
        var removed = new TreeMap<String, Integer>();
        var written = ReadableText.asWritten(passage.text(), effort);
        var text = withoutItems(withoutFiller(written, removed), removed);
        if (!saysSomething(text)) {
            return new Left(null, removed);
        }
        var title = ReadableText.asWritten(passage.title(), effort);
        return new Left(
                new Passage(
                        passage.documentId(),
                        passage.index(),
                        withoutItems(title, removed).toString(),
                        realLink(passage.link(), effort, removed),
                        text.toString()),
                removed);
    }

    private static ReadableText withoutItems(ReadableText text, Map<String, Integer> removed) {
        var left = text;
        for (var entry : PATTERNS.entrySet()) {
            var kind = entry.getKey();
            left = left.replaceAll(entry.getValue(), match -> replacement(kind, match, removed));
        }
        return left;
    }

    private static String replacement(
            TestDataKind kind, MatchResult match, Map<String, Integer> removed) {
        if (!kind.isOne(match)) {
            return Matcher.quoteReplacement(match.group());
        }
        count(kind.name().toLowerCase(Locale.ROOT), removed);
        return LEFT_OUT;
    }

    private static ReadableText withoutFiller(ReadableText text, Map<String, Integer> removed) {
        return text.replaceAll(
                PlaceholderText.SENTENCE,
                match -> {
                    if (!PlaceholderText.is(text.with(match.group()))) {
                        return Matcher.quoteReplacement(match.group());
                    }
                    count(FILLER, removed);
                    return "";
                });
    }

    private static @Nullable String realLink(
            @Nullable String link, Effort effort, Map<String, Integer> removed) {
        return link == null
                        || withoutItems(ReadableText.asWritten(link, effort), removed)
                                .toString()
                                .equals(link)
                ? link
                : null;
    }

    private static boolean saysSomething(ReadableText text) {
        return text.replace(LEFT_OUT, "").shows(SOMETHING);
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
