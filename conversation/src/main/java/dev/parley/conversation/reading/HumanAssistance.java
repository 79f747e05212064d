package dev.parley.conversation.reading;

import java.util.Optional;

/**
 * Finds requests for a person in a customer's English text.
 *
 * <p>A phrase counts only as a request: somebody who asks when customer service is open gets an
 * answer, not a colleague. What the rules find and miss is measured; see docs/behaviour.md.
 */
public final class HumanAssistance {
    private HumanAssistance() {}

    /**
     * A request that was found.
     *
     * @param rule which rule found it; {@value #PHRASE} for a phrase of the organization
     * @param words the words that ask, in lower case and usual spelling
     */
    public record Request(String rule, String words) {
        /** The rule of phrases that an organization brought. */
        public static final String PHRASE = "phrase";
    }

    /**
     * The words that ask for a person.
     *
     * @param phrases further phrases of the organization
     */
    public static Optional<Request> requestIn(ReadableText text, Phrases phrases) {
        for (var sentence : Sentences.of(text)) {
            for (var rule : HumanRules.ALL) {
                var words = rule.find(sentence);
                if (words.isPresent()) {
                    return Optional.of(new Request(rule.name(), words.get()));
                }
            }
        }
        return phrases.firstIn(text).map(phrase -> new Request(Request.PHRASE, phrase));
    }
}
