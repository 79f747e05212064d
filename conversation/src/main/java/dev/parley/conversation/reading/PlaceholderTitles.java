package dev.parley.conversation.reading;

import dev.parley.conversation.ConversationId;
import java.util.regex.Pattern;

/**
 * Recognizes titles that say nothing of what a conversation is about: moments, ids, "New
 * conversation", greetings. Pure.
 */
public final class PlaceholderTitles {
    private static final Pattern NAMELESS =
            Pattern.compile(
                    "(?:(?:my|a|an|the|new|empty|untitled|unnamed|no|blank|general|first|another|customer|user|live|support|web|chat|conversation|thread"
                            + "|discussion|session|ticket|case|message|messages|title|topic|subject|placeholder|unknown|none|null|undefined|n/?a|tbd|todo|test|draft"
                            + "|inquiry|enquiry|question|request|help|assistance|summary|misc|other)\\b[\\s:._#-]*)+");
    private static final Pattern GREETING =
            Pattern.compile(
                    "(?:(?:hi|hello|hey|hiya|howdy|greetings|welcome|good|morning|afternoon|evening|day|there|dear|sir|madam|team|all|everyone|ok|okay|yes|no|thanks"
                            + "|thank|you|please|bye|goodbye)\\b[\\s,.!-]*)+");
    private static final Pattern MARKUP = Pattern.compile("[\"'`*]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s()\\[\\]/,]+");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}");
    private static final Pattern MONTH_OR_ZONE =
            Pattern.compile(
                    "\\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
                            + "|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|utc|gmt|am|pm|at|on|st|nd|rd|th|t|z)\\b");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{8,}(?:-[0-9a-f]{4,})*");
    private static final Pattern ONE_WORD_ID = Pattern.compile("\\S*\\d\\S*");

    private static final int LONGEST = 200;

    private PlaceholderTitles() {}

    /**
     * Tells whether the title says nothing.
     *
     * @param conversation whose id is no title either
     */
    public static boolean isPlaceholder(ReadableText title, ConversationId conversation) {
        var plain = title.lowerCase().replaceAll(MARKUP, "").replace("_", " ").strip();
        if (plain.length() > LONGEST) {
            return false;
        }
        if (plain.isEmpty()
                || plain.is(NAMELESS)
                || plain.toString().equalsIgnoreCase(conversation.conversation())) {
            return true;
        }
        if (plain.is(HEXADECIMAL) || plain.is(GREETING)) {
            return true;
        }
        // "New conversation (2)", "Chat #17", "Session 3f2a": the number adds nothing.
        var words = withoutNumbers(plain);
        if (!words.shows(LETTERS) || words.is(NAMELESS)) {
            return true;
        }
        return isMoment(words, plain);
    }

    private static ReadableText withoutNumbers(ReadableText plain) {
        var words = new StringBuilder();
        for (var word : plain.split(BETWEEN_WORDS)) {
            if (!word.is(ONE_WORD_ID)) {
                words.append(word).append(' ');
            }
        }
        return plain.with(words.toString().strip());
    }

    /** Words that only name days and months, beside numbers. */
    private static boolean isMoment(ReadableText words, ReadableText plain) {
        boolean numbered = plain.chars().anyMatch(Character::isDigit);
        var rest = words.replaceAll(MONTH_OR_ZONE, " ").strip();
        return numbered && (!rest.shows(LETTERS) || rest.is(NAMELESS));
    }
}
