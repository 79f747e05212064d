package dev.parley.executor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Step 5.3: what in a customer's message says that they are content, that they leave, or that
 * something is still open. English; each finding is the words that say it. Pure.
 */
final class Satisfaction {
    private static final Pattern CONTENT =
            Pattern.compile(
                    "\\b(?:thanks(?! (?:in advance|for nothing|but))|thank you(?! in advance)|thx|much appreciated|appreciate it|got it"
                            + "|(?:that|this|it) (?:really |all )?(?:works|worked|helps|helped|solved it|fixed it|makes sense|did it)(?! if)"
                            + "|works now|all good|all set|problem solved)\\b"
                            + "|(?:^|[.!,] *)(?:(?:ok|okay|oh|ah|that'?s|that is|sounds|looks)[ ,]+){0,5}(?:perfect|great|awesome|excellent|wonderful|brilliant|fantastic|lovely)(?=[.!,]|$| thank| now)");
    private static final Pattern LEAVING =
            Pattern.compile(
                    "\\b(?:good ?bye|bye(?: bye)?|that'?s (?:all|it)(?= for|[.!,]|$)|that is all|nothing else|no,? thanks|no,? thank you"
                            + "|have a (?:nice|good|great) (?:day|one|evening|weekend))\\b|(?:^|[.!,] *)see you\\b");
    private static final Pattern REFUSAL =
            Pattern.compile("(?:no|nope|nah|not really|not now|i'm good|im good|all good)[.! ]*");
    private static final Pattern OPEN =
            Pattern.compile(
                    "\\?|\\b(?:but|however|still|except|another|also|one more|not working|no luck|wrong|(?:do|does|did|is|are|was|can|could|wo|would)n'?t|cannot|not (?:yet|really|quite))\\b");

    private Satisfaction() {}

    /** The words that say that the customer is content. */
    static Optional<String> contentIn(String text) {
        return first(CONTENT, text);
    }

    /** The words that take leave. */
    static Optional<String> leavingIn(String text) {
        return first(LEAVING, text);
    }

    /** The words that leave something open, a question mark among them. */
    static Optional<String> openIn(String text) {
        return first(OPEN, text);
    }

    /** Whether the whole text says no to a question such as "Is there anything else?". */
    static boolean isRefusal(String text) {
        return REFUSAL.matcher(plain(text).strip()).matches();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var match = pattern.matcher(plain(text));
        return match.find()
                ? Optional.of(match.group().replaceFirst("^[.!, ]+", "").strip())
                : Optional.empty();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("\\s+", " ")
                .strip();
    }
}
