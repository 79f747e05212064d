package dev.parley.postprocessor.title;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.reading.ReadableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A title out of the customer's own words: two to five words that follow each other, chosen for how
 * much they say. No model, no invention. Pure.
 */
public final class CustomersTitle {
    private static final Pattern SENTENCE =
            Pattern.compile("(?<![.!?;:\u2026])[.!?;:\u2026]++(?=\\s|$)|[\\n,()]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}'\u2019-]+");
    private static final int SHORTEST_WORD = 3;

    /** Words that carry no matter; a title neither begins nor ends with one. */
    private static final Set<String> EMPTY =
            Set.of(
                    ("a about after afternoon again all already also am an and any anybody anymore anyone anything are as "
                                    + "at be because been before but by bye can can't cannot could day dear did didn't do does doesn't "
                                    + "don't evening ever for from get getting give go going good goodbye got had has have haven't he hello "
                                    + "help here hey hi how i i'd i'll i'm i've if in into is isn't issue it it's its just know let like "
                                    + "madam make many may me might more morning most much must my need no not now of off ok okay on one "
                                    + "only or our out over please possible problem put question questions really right said say see shall "
                                    + "she should sir so some somebody someone something still sure take team tell than thank thanks that "
                                    + "that's the their them then there these they thing things think this those time to today too try "
                                    + "trying up us use very want wanted was wasn't we we'd well were what what's when where which while "
                                    + "who why will with won't wonder wondering would yes yet you you're your")
                            .split(" "));

    private CustomersTitle() {}

    private record Run(List<ReadableText> words, int weight) {
        String title() {
            var text = String.join(" ", words);
            return text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                    + text.substring(text.offsetByCodePoints(0, 1));
        }
    }

    /**
     * The best title in the messages, the first one counting most.
     *
     * @param texts what the customer wrote, in order
     * @param conversation whose id is no title
     */
    public static Optional<String> of(List<ReadableText> texts, ConversationId conversation) {
        Run best = null;
        for (var text : texts) {
            for (var sentence : text.split(SENTENCE)) {
                for (var run : runs(sentence)) {
                    if (run.weight() >= (best == null ? TitleText.LEAST_WORDS : best.weight() + 1)
                            && TitleText.objection(text.with(run.title()), conversation) == null) {
                        best = run;
                    }
                }
            }
        }
        return Optional.ofNullable(best).map(Run::title);
    }

    /** Every window that begins and ends with a word that says something. */
    private static List<Run> runs(ReadableText sentence) {
        var words = sentence.strip().split(BLANKS);
        var runs = new ArrayList<Run>();
        for (int from = 0; from < words.size(); from++) {
            int weight = 0;
            int end = Math.min(words.size(), from + TitleText.MOST_WORDS);
            for (int at = from; at < end && words.get(at).is(WORD); at++) {
                boolean says = says(words.get(at).toString());
                weight += says ? 1 : 0;
                if (!says && at == from) {
                    break;
                }
                if (says && at - from + 1 >= TitleText.LEAST_WORDS) {
                    runs.add(new Run(words.subList(from, at + 1), weight));
                }
            }
        }
        return runs;
    }

    private static boolean says(String word) {
        var plain = word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return plain.length() >= SHORTEST_WORD && !EMPTY.contains(plain);
    }
}
