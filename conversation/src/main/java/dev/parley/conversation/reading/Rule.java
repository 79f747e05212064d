package dev.parley.conversation.reading;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A way to ask for a person.
 *
 * @param name says which way, for the evidence of a plan
 * @param guarded whether a negation, a past or another's wish before the words takes them back
 */
record Rule(String name, Pattern pattern, boolean guarded) {
    static Rule guarded(String name, String... ways) {
        return new Rule(name, any(ways), true);
    }

    static Rule plain(String name, String... ways) {
        return new Rule(name, any(ways), false);
    }

    /** The words of a sentence that ask for a person in this way. */
    Optional<String> find(ReadableText sentence) {
        var matcher = sentence.matcher(pattern);
        while (matcher.find()) {
            if (!guarded || !Guards.takeBack(sentence.subSequence(0, matcher.start()))) {
                return Optional.of(matcher.group().strip());
            }
        }
        return Optional.empty();
    }

    private static Pattern any(String... ways) {
        return Pattern.compile("(?:" + String.join(")|(?:", ways) + ")");
    }
}
