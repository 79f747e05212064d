package dev.parley.conversation.reading;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds signs of anger at us in a customer's English text: insults, outrage, having to say it again
 * and again, threats, shouting. Rather misses a sign than takes a content customer for an angry
 * one. What it finds and misses is measured; see docs/behaviour.md. Pure.
 */
public final class Anger {
    private static final String VERY =
            "(?:(?:just|so|such|a|an|really|very|absolutely|completely|complete|totally|total|utterly|beyond|simply|all|bloody|fucking|extremely|truly|honestly) )*";
    private static final String TIMES =
            "(?:three|four|five|six|seven|ten|[3-9]|\\d\\d|several|many|multiple|countless|a hundred|a thousand|so many) (?:\\w+ )?times";
    private static final String NTH =
            "(?:third|fourth|fifth|sixth|seventh|tenth|umpteenth|hundredth|millionth|[4-9]th|3rd|1\\dth)";

    private static final List<Rule> RULES =
            List.of(
                    Rule.guarded(
                            "insult",
                            "\\byou(?: people| guys| all| lot)?(?:'re| are|r) "
                                    + VERY
                                    + "(?:useless|worthless|stupid|idiots?|incompetent|morons?|pathetic|jokes?|liars?|scammers?|thieves|crooks|the worst|dumb|hopeless|clueless)\\b",
                            "\\byou (?:useless|stupid|fucking|bloody|dumb)? ?(?:idiots?|morons?|scammers?|liars|thieves|crooks|bastards?|clowns|incompetents)\\b",
                            "\\b(?:stupid|useless|worthless|dumb|bloody|damn|goddamn|fucking|crappy) (?:bot|chatbot|robot|machine|assistant|company|service|support|website|app|system)\\b",
                            "\\b(?:bot|chatbot|robot|assistant|support|service|company|team|staff|people) (?:is|are) "
                                    + VERY
                                    + "(?:useless|worthless|pathetic|a joke|incompetent|the worst|garbage|rubbish|crap|shit|terrible|awful|horrible|appalling)\\b",
                            "\\b(?:fuck you|fuck off|screw you|go to hell|piece of (?:shit|crap|garbage)|bull ?shit|for fuck'?s sake|ffs|wtf|what the fuck|full of shit)\\b",
                            "^what the hell(?! are hot)\\b",
                            "\\bshut up\\b(?! and take)",
                            "\\byou (?:people |guys )?(?:lied|cheated|scammed|ripped me off|tricked me|stole)\\b",
                            "\\byou should be ashamed\\b|\\bshame on you\\b|^incompetent$|\\bcan'?t you read\\b"),
                    Rule.guarded(
                            "outrage",
                            "\\b(?:this|that|it)(?:'s| is) "
                                    + VERY
                                    + "(?:ridiculous|unacceptable|outrageous|joke|disgraceful|disgrace|pathetic|appalling|absurd|infuriating|scam|insulting|bullshit|waste of (?:my )?time)\\b(?! (?:gift|coincidence|how|value))",
                            "^(?:"
                                    + VERY
                                    + ")(?:ridiculous|unacceptable|outrageous|disgraceful|pathetic|appalling)(?: (?:service|support|company|behaviou?r))?$",
                            "\\bis this (?:some kind of |some sort of |supposed to be )?(?:a )?(?:bad )?joke$",
                            "\\b(?:are you (?:fucking )?kidding me|you must be (?:joking|kidding)|you(?:'ve| have) got to be (?:joking|kidding)|how dare you)\\b",
                            "\\bi(?:'m| am) "
                                    + VERY
                                    + "(?:(?:\\w+ and )?(?:angry|furious|livid|outraged|fuming|infuriated|disgusted|pissed(?: off)?)|fed up|sick (?:and tired )?of)\\b",
                            "\\bi(?:'ve| have) had (?:it with you|enough of (?:you|your|this))\\b",
                            "\\b(?:i(?:'m| am) (?:losing|running out of) (?:my )?patience|lost my patience with (?:you|this))\\b",
                            "\\bworst (?:customer )?(?:service|support|company|experience)(?: (?:i(?:'ve| have)? (?:ever )?\\w+|ever|of my life))\\b"),
                    Rule.guarded(
                            "again and again",
                            "\\b(?:this is|that'?s|it'?s|now) the "
                                    + NTH
                                    + " time (?:that )?(?:i|i'm|i've|we)\\b(?! (?:order|buy|book|shop))",
                            "^for the " + NTH + " time\\b",
                            "\\bhow many (?:more )?times (?:do|must|should|have|will) i\\b(?: have to| need to| got to| had to)? (?:tell|ask|say|repeat|explain|write|call|told|asked)",
                            "\\bi(?:'ve| have)?(?: already)? (?:asked|told|said|explained|written|wrote|called|repeated|complained)\\b[\\w' ]{0,25}\\b"
                                    + TIMES,
                            "\\bi keep (?:asking|telling|repeating|explaining)\\b",
                            "\\byou keep (?:ignoring|repeating|sending|giving|saying|telling|asking|not answering)\\b",
                            "\\b(?:stop|quit) (?:ignoring|wasting) (?:me|my)\\b",
                            "\\bare you (?:even|actually) (?:listening|reading)\\b",
                            "\\byou(?:'re| are) (?:not (?:listening|helping|reading)|wasting my time|ignoring me)\\b",
                            "\\btired of (?:repeating|explaining|asking|telling)\\b"),
                    Rule.guarded(
                            "threat",
                            "\\b(?:you(?:'ll| will)|expect to) hear from my (?:lawyer|attorney|solicitor)\\b",
                            "\\bi(?:'ll| will|'m going to| am going to) (?:sue(?: you)?\\b|take (?:you to court|legal action)|report you\\b|see you in court)"));

    private static final Pattern CAPITALS = Pattern.compile("\\b\\p{Lu}{2,}(?:'\\p{Lu}+)?\\b");
    private static final int SHOUTED_WORDS = 4;
    private static final double SHOUTED_SHARE = 0.9;

    private Anger() {}

    /**
     * A sign that was found.
     *
     * @param kind insult, outrage, again and again, threat or shouting
     * @param words the words that show it, in lower case and usual spelling; empty for shouting
     */
    public record Sign(String kind, String words) {}

    /** The first sign in the text. */
    public static Optional<Sign> signIn(ReadableText text) {
        for (var sentence : Sentences.of(text)) {
            for (var rule : RULES) {
                var words = rule.find(sentence);
                if (words.isPresent()) {
                    return Optional.of(new Sign(rule.name(), words.get()));
                }
            }
        }
        return isShouted(text) ? Optional.of(new Sign("shouting", "")) : Optional.empty();
    }

    /** Capitals alone may be a key that stuck. */
    private static boolean isShouted(ReadableText text) {
        long upper = text.codePoints().filter(Character::isUpperCase).count();
        long lower = text.codePoints().filter(Character::isLowerCase).count();
        return text.has('!')
                && text.matcher(CAPITALS).results().count() >= SHOUTED_WORDS
                && upper >= SHOUTED_SHARE * (upper + lower);
    }
}
