package dev.parley.conversation.reading;

import java.util.Locale;
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
     * @param conversation the conversation's id, which is no title either
     */
    public static boolean isPlaceholder(String title, String conversation) {
        var plain =
                title.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[\"'`*]", "")
                        .replace('_', ' ')
                        .strip();
        if (plain.length() > LONGEST) {
            return false;
        }
        if (plain.isEmpty()
                || NAMELESS.matcher(plain).matches()
                || plain.equals(conversation.toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (HEXADECIMAL.matcher(plain).matches() || GREETING.matcher(plain).matches()) {
            return true;
        }
        // "New conversation (2)", "Chat #17", "Session 3f2a": the number adds nothing.
        var words = withoutNumbers(plain);
        if (!LETTERS.matcher(words).find() || NAMELESS.matcher(words).matches()) {
            return true;
        }
        return isMoment(words, plain);
    }

    private static String withoutNumbers(String plain) {
        var words = new StringBuilder();
        for (var word : plain.split("[\\s()\\[\\]/,]+")) {
            if (!ONE_WORD_ID.matcher(word).matches()) {
                words.append(word).append(' ');
            }
        }
        return words.toString().strip();
    }

    /** Words that only name days and months, beside numbers. */
    private static boolean isMoment(String words, String plain) {
        boolean numbered = plain.chars().anyMatch(Character::isDigit);
        var rest = MONTH_OR_ZONE.matcher(words).replaceAll(" ").strip();
        return numbered
                && (!LETTERS.matcher(rest).find() || NAMELESS.matcher(rest.strip()).matches());
    }
}
