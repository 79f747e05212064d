package dev.parley.postprocessor;

import java.util.Locale;
import java.util.Set;

/**
 * Recognizes a customer's direct closing: a message that is nothing but a farewell. Thanks alone is
 * no farewell, and a farewell within a longer message may come with a question.
 */
final class ClosingWords {
    private static final Set<String> FAREWELLS =
            Set.of(
                    "bye",
                    "bye bye",
                    "goodbye",
                    "good bye",
                    "that's all",
                    "that is all",
                    "thats all");

    private ClosingWords() {}

    static boolean isFarewell(String text) {
        var words =
                text.toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\'')
                        .replaceAll("[^\\p{L}\\p{N}' ]", " ")
                        .strip()
                        .replaceAll("\\s+", " ");
        return FAREWELLS.contains(words);
    }
}
