package dev.parley.planner;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds requests for a person in a customer's text.
 *
 * <p>A phrase counts only as a request: somebody who asks when customer service is open gets an
 * answer, not a colleague.
 */
final class HumanAssistance {
    private static final String PERSON =
            "(?:(?:a|an|the|some|your|any|another)\\s+)?(?:(?:real|live|actual|human|proper)\\s+)*"
                    + "(?:human(?:\\s+being)?|person|people|agent|representative|rep|operator|advisor|adviser"
                    + "|colleague|manager|supervisor|someone|somebody|customer\\s+(?:service|support|care))";

    private static final List<Pattern> REQUESTS =
            List.of(
                    pattern("\\b(?:speak|talk|chat)\\s+(?:to|with)\\s+" + PERSON + "\\b"),
                    pattern(
                            "\\b(?:connect|transfer|put|hand)\\s+me\\s+(?:over\\s+|through\\s+)?(?:to|with)\\s+"
                                    + PERSON
                                    + "\\b"),
                    pattern("\\btransfer\\s+me\\b"),
                    pattern("\\b(?:get|give|find)\\s+me\\s+" + PERSON + "\\b"),
                    pattern(
                            "\\b(?:want|need|prefer|like)\\s+(?:a\\s+)?(?:real|live|actual|human)\\s+(?:person|human|agent|being)\\b"),
                    pattern(
                            "^\\W*(?:a\\s+)?(?:real\\s+person|human|human\\s+agent|live\\s+agent|agent|representative|operator)"
                                    + "(?:\\W+please)?\\W*$"));

    private HumanAssistance() {}

    /**
     * The words that ask for a person.
     *
     * @param phrases further phrases of the organization, matched as whole words in any case
     */
    static Optional<String> requestIn(String text, List<String> phrases) {
        var flat = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        for (var pattern : REQUESTS) {
            var matcher = pattern.matcher(flat);
            if (matcher.find()) {
                return Optional.of(matcher.group().strip());
            }
        }
        return phrases.stream().filter(phrase -> contains(flat, phrase)).findFirst();
    }

    private static boolean contains(String flat, String phrase) {
        var words = Pattern.quote(phrase.toLowerCase(Locale.ROOT).strip());
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + words + "(?![\\p{L}\\p{N}])",
                        Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(flat)
                .find();
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression);
    }
}
