package dev.parley.executor.passage;

import dev.parley.conversation.document.Passage;
import dev.parley.conversation.reading.ReadableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the citations of an answer, {@code [1]}, to passages. Those of passages that were not
 * given are taken out. Pure.
 *
 * @param text the answer without them
 * @param cited the passages cited, by their numbers, in order
 * @param removed how many citations were taken out
 */
public record Citations(String text, Map<Integer, Passage> cited, int removed) {
    private static final Pattern CITATION =
            Pattern.compile("( ?)\\[(\\d{1,3}(?:\\s*[,;\u2013-]\\s*\\d{1,3}){0,20})](?!\\()");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern RANGE = Pattern.compile("(\\d+)\\s*[\u2013-]\\s*(\\d+)");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\s\\[\\]]+");
    private static final Pattern FOLLOWABLE =
            Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_TITLE = 120;

    /**
     * Reads an answer.
     *
     * @param answer as it is written
     * @param given the passages of the prompt, numbered from 1
     */
    public static Citations in(ReadableText answer, List<Passage> given) {
        var numbers = new TreeSet<Integer>();
        var removed = new int[1];
        var text =
                answer.replaceAll(
                        CITATION,
                        match -> {
                            var kept = new ArrayList<Integer>();
                            for (int number : numbers(answer.with(match.group(2)))) {
                                if (number >= 1 && number <= given.size()) {
                                    kept.add(number);
                                } else {
                                    removed[0]++;
                                }
                            }
                            numbers.addAll(kept);
                            return shown(match.group(1), kept);
                        });
        var cited = new LinkedHashMap<Integer, Passage>();
        numbers.forEach(number -> cited.put(number, given.get(number - 1)));
        return new Citations(text.strip().toString(), cited, removed[0]);
    }

    /** What stands after the reply: its sources, each document once; empty without citations. */
    public String sources() {
        if (cited.isEmpty()) {
            return "";
        }
        var numbers = new LinkedHashMap<String, String>();
        cited.forEach((number, passage) ->
                numbers.merge(source(passage), "[" + number + "]", String::concat));
        return numbers.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining("\n", "\n\nSources:\n", ""));
    }

    /** Which passage each number stands for, as {@code 1=returns#0, 3=shipping#2}. */
    public String ids() {
        return cited.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().id())
                .collect(Collectors.joining(", "));
    }

    /** How a passage's document is shown: its title, and its link where it has one to follow. */
    public static String source(Passage passage) {
        var title = ReadableText.of(passage.title()).replaceAll(NOT_SHOWN, " ").strip().toString();
        var shown =
                title.codePointCount(0, title.length()) <= LONGEST_TITLE
                        ? title
                        : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE)) + "\u2026";
        var link = followable(passage.link());
        return link == null ? shown : shown + ": " + link;
    }

    /** Only what a browser opens as a page; a document may say anything. */
    private static @Nullable String followable(@Nullable String link) {
        return link != null && ReadableText.of(link).is(FOLLOWABLE) ? link : null;
    }

    private static List<Integer> numbers(ReadableText cited) {
        var range = cited.matcher(RANGE);
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int through = Integer.parseInt(range.group(2));
            var all = new ArrayList<Integer>();
            for (int number = from; number <= through; number++) {
                all.add(number);
            }
            return all;
        }
        return cited.matcher(NUMBER)
                .results()
                .map(number -> Integer.parseInt(number.group()))
                .toList();
    }

    private static String shown(String before, List<Integer> kept) {
        return kept.isEmpty()
                ? ""
                : kept.stream()
                        .map(number -> "[" + number + "]")
                        .collect(Collectors.joining("", before, ""));
    }
}
