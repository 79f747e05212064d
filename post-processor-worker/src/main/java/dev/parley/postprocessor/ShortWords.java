package dev.parley.postprocessor;

import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.reading.ReadableText;
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
    static @Nullable String objection(
            ReadableText words, ModelAnswer.Finish finish, int longest, boolean question) {
        if (finish != ModelAnswer.Finish.STOP || words.isEmpty()) {
            return "no finished words";
        }
        if (words.length() > longest) {
            return "words too long";
        }
        if (words.shows(FACT)) {
            return "words with a number, an address or a mark";
        }
        if (words.lowerCase().shows(ABOUT_ITSELF)) {
            return "words about the model itself";
        }
        return question && !words.toString().endsWith("?") ? "words that ask nothing" : null;
    }
}
