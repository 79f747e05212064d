package dev.parley.postprocessor;

import dev.parley.conversation.model.ModelAnswer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model's words may go to a customer although nothing supports them: they must be short
 * and state nothing that could be wrong. Pure.
 */
final class ShortWords {
    private static final Pattern FACT =
            Pattern.compile("\\d|[@%\u20ac$\u00a3]|https?:|www\\.|<<|\\{\\{");
    private static final Pattern ABOUT_ITSELF =
            Pattern.compile(
                    "\\b(?:as an ai|language model|offline model|these instructions|my instructions|system prompt|i (?:guarantee|promise))\\b");

    private ShortWords() {}

    /** Why the words may not go out; null when they may. */
    static @Nullable String objection(ModelAnswer answer, int longest, boolean question) {
        var text = answer.text().strip();
        if (answer.finish() != ModelAnswer.Finish.STOP || text.isEmpty()) {
            return "no finished words";
        }
        if (text.length() > longest) {
            return "words too long";
        }
        if (FACT.matcher(text).find()) {
            return "words with a number, an address or a mark";
        }
        if (ABOUT_ITSELF.matcher(text.toLowerCase(Locale.ROOT)).find()) {
            return "words about the model itself";
        }
        return question && !text.endsWith("?") ? "words that ask nothing" : null;
    }
}
