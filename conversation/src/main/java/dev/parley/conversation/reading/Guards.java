package dev.parley.conversation.reading;

import java.util.List;
import java.util.regex.Pattern;

/** What, said before a request, makes it none. */
final class Guards {
    /** Where a new thought begins: what stands before it does not reach across. */
    private static final Pattern NEW_THOUGHT = Pattern.compile(",|\\b(?:but|so|because|or)\\b");

    private static final List<Pattern> TAKEN_BACK =
            List.of(
                    negated(),
                    past(),
                    somebodyElse(),
                    Pattern.compile(
                            "\\bthank(?:s| you)(?: \\w+){0,2} for [\\w ]*$|\\b(?:nice|good|great|lovely|pleasure|prefer chatting) [\\w ]*$"),
                    // "do I need an agent to ...?" asks whether, not for one
                    Pattern.compile(
                            "(?<!\\bhow |\\bwho |\\bwhom |\\bwhere |\\bwhat )\\b(?:(?:do|does|did) (?:you )?|(?:do|does|did|would|should|must|when) (?:i|we|one|it|people) (?:really |always |ever )?(?:have to |need to )?)$"));

    private Guards() {}

    /**
     * Tells whether the words before a request take it back.
     *
     * @param before the sentence up to the request
     */
    static boolean takeBack(ReadableText before) {
        int begin = 0;
        for (var thoughts = before.matcher(NEW_THOUGHT); thoughts.find(); ) {
            begin = thoughts.end();
        }
        var thought = before.from(begin);
        return TAKEN_BACK.stream().anyMatch(thought::shows);
    }

    /** Up to six words after the negation, unless they begin a request of their own. */
    private static Pattern negated() {
        return Pattern.compile(
                "(?<!why )\\b(?:do not|don'?t|does not|doesn'?t|did not|didn'?t|not|never|no need|no reason|no longer"
                        + "|nobody|no one|without|instead of|rather than|avoid|needn'?t)\\b"
                        + "(?: (?!i\\b|i'|able\\b|know\\b|see\\b|understand\\b|want you\\b|let\\b|can\\b|could\\b|please\\b|just\\b|get\\b|give\\b|help)[\\w']+){0,6} ?$");
    }

    private static Pattern past() {
        return Pattern.compile(
                "\\b(?:(?:was|were) (?:just |already )?(?:going|about) to|used to|had to|got to|managed to)\\b[\\w' ]*$"
                        + "|\\b(?:he|she|they|it|who|that|which|agent|already|never) $");
    }

    private static Pattern somebodyElse() {
        return Pattern.compile(
                "\\b(?:(?:my|our|the|their|his|her|for) (?:\\w+ )?(?:customers?|clients?|users?|visitors?|guests?|callers?|members|players?|students|patients|tenants)"
                        + "|customers|clients|users|visitors|callers|people)\\b[\\w' ]*$"
                        + "|\\b(?:he|she|they|it|(?:my|our|a|the|his|her) \\w+) (?:wants to|wanted|asked|asks|tried|said|says|told|likes|used|refused|talks?|needs?)\\b[\\w' ]*$");
    }
}
