package dev.parley.planner;

import dev.parley.conversation.reading.ReadableText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is looked for in the documents: the unanswered messages together. */
final class RetrievalQuery {
    /**
     * Words of a query. An embedding model reads a few hundred pieces of words and ignores the
     * rest; of a long burst the newest words say best what is wanted.
     */
    static final int MAX_WORDS = 120;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST_WORD = 100;

    private RetrievalQuery() {}

    /** Their newest {@value #MAX_WORDS} words in order; empty when there is no word. */
    static String of(List<ReadableText> unanswered) {
        var newestFirst = new ArrayList<String>();
        for (var text : unanswered.reversed()) {
            for (var part : text.strip().split(BLANKS).reversed()) {
                var word = part.toString();
                if (newestFirst.size() == MAX_WORDS) {
                    return together(newestFirst);
                }
                if (!word.isEmpty()) {
                    newestFirst.add(word.substring(0, Math.min(word.length(), LONGEST_WORD)));
                }
            }
        }
        return together(newestFirst);
    }

    private static String together(List<String> newestFirst) {
        return String.join(" ", newestFirst.reversed());
    }
}
