package dev.parley.postprocessor.title;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.reading.PlaceholderTitles;
import dev.parley.conversation.reading.ReadableText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a model wrote, made a title: cleaned, and refused with a reason where it is none. Pure. */
public final class TitleText {
    static final int LEAST_WORDS = 2;
    static final int MOST_WORDS = 5;
    private static final int LONGEST = 60;

    private static final Pattern LABEL =
            Pattern.compile(
                    "^(?:(?:here(?:'s| is) )?(?:a |the |my |suggested |possible |conversation |chat )*(?:title|subject|topic|titel|titre|t\u00edtulo)(?: of the conversation)?(?: is)?)\\s*[:\u2013-]\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKUP =
            Pattern.compile("[*_`~#>]+|[\"\u201c\u201d\u201e\u00ab\u00bb]|^'|'$|<[^<>]*>");
    private static final Pattern TRAILING =
            Pattern.compile("(?<![\\s.,;:!?\u2026\u2013-])[\\s.,;:!?\u2026\u2013-]++$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern LEADING = Pattern.compile("^(?:[-\u2022\u2013]|\\d+[.)])\\s+");
    private static final Pattern ADDRESS =
            Pattern.compile("\\S@\\S|https?:|www\\.|\\w\\.(?:com|org|net|io|de|fr|es|uk)\\b");
    private static final Pattern ABOUT_ITSELF =
            Pattern.compile(
                    "\\b(?:i'?m|i am|i'?ll|i can(?:not|'t)?|i cannot|as an|sorry|unable to|language model|an ai|ai model|offline model|chatgpt|assistant|sure|certainly|of course"
                            + "|here is|here'?s|you wrote|no title)\\b");

    private TitleText() {}

    /** The first line that says something, without quotes, marks, label and trailing points. */
    public static ReadableText cleaned(ReadableText written) {
        int end = written.indexOf("\n", 0);
        return written.subSequence(0, end < 0 ? written.length() : end)
                .replaceAll(MARKUP, "")
                .strip()
                .replaceFirst(LEADING, "")
                .replaceFirst(LABEL, "")
                .strip()
                .replaceFirst(TRAILING, "")
                .replaceAll(BLANKS, " ")
                .strip();
    }

    /**
     * Why the cleaned text is no title, in words a model understands; null when it is one.
     *
     * @param conversation whose id is no title
     */
    public static @Nullable String objection(ReadableText title, ConversationId conversation) {
        int words = title.isEmpty() ? 0 : title.split(BLANKS).size();
        var lower = title.lowerCase();
        if (lower.shows(ADDRESS)) {
            return "it holds an address";
        }
        if (title.chars().anyMatch(Character::isDigit)) {
            return "it holds a number";
        }
        if (lower.shows(ABOUT_ITSELF)) {
            return "it speaks of you and not of the matter";
        }
        if (PlaceholderTitles.isPlaceholder(title, conversation)) {
            return "it says nothing of the matter";
        }
        if (words < LEAST_WORDS || words > MOST_WORDS || title.length() > LONGEST) {
            return "it has not 2 to 5 words";
        }
        return null;
    }
}
