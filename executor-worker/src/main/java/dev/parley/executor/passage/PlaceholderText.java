package dev.parley.executor.passage;

import dev.parley.conversation.reading.ReadableText;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes sentences of the Latin that designers fill pages with. */
final class PlaceholderText {
    /** What one sentence is, also within a line. */
    static final Pattern SENTENCE = Pattern.compile("[^.!?\\n]+[.!?]*");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final int LEAST_HITS = 4;
    private static final double LEAST_SHARE = 0.6;
    private static final int SHORTEST = 4;

    /** Its words of four letters and more; shorter ones are words of living languages. */
    private static final Set<String> WORDS =
            Set.of(
                    ("lorem ipsum dolor amet consectetur consectetuer adipiscing adipisicing elit eiusmod tempor"
                                    + " incididunt labore dolore magna aliqua enim minim veniam quis nostrud exercitation"
                                    + " ullamco laboris nisi aliquip commodo consequat duis aute irure reprehenderit"
                                    + " voluptate velit esse cillum fugiat nulla pariatur excepteur sint occaecat cupidatat"
                                    + " proident sunt culpa officia deserunt mollit anim laborum")
                            .split(" "));

    private PlaceholderText() {}

    static boolean is(ReadableText sentence) {
        var words =
                sentence.lowerCase().split(NO_LETTERS).stream()
                        .map(ReadableText::toString)
                        .filter(word -> word.length() >= SHORTEST)
                        .toList();
        long hits = words.stream().filter(WORDS::contains).count();
        return hits >= LEAST_HITS && hits >= LEAST_SHARE * words.size();
    }
}
