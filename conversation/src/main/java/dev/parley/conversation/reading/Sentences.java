package dev.parley.conversation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a text into sentences as rules read them: lower case, one space, usual spelling. */
final class Sentences {
    /** Keeps matching linear in the text, whatever a text looks like. */
    private static final int LONGEST = 400;

    private static final Pattern END =
            Pattern.compile("[.!?;:\\n\\u2026]+|\\s[-\\u2013\\u2014]+\\s");

    /** What is quoted was said by somebody else, or stands on a button; all quoted is a request. */
    private static final Pattern QUOTED =
            Pattern.compile(
                    "(?<=\\S )[\"\\u201c\\u201e\\u00ab][^\"\\u201c\\u201d\\u00bb]{1,200}[\"\\u201d\\u00bb]|[\"\\u201c\\u201e\\u00ab][^\"\\u201c\\u201d\\u00bb]{1,200}[\"\\u201d\\u00bb](?= \\S)");

    private Sentences() {}

    static List<ReadableText> of(ReadableText text) {
        var flat =
                text.lowerCase()
                        .replace("w/ ", "with ")
                        .replace("w/", "with ")
                        .replace("some one", "someone")
                        .replace("any one ", "anyone ");
        var sentences = new ArrayList<ReadableText>();
        for (var part : flat.replaceAll(QUOTED, "quoted").split(END)) {
            for (int from = 0; from < part.length(); from += LONGEST) {
                var piece = part.subSequence(from, Math.min(part.length(), from + LONGEST)).strip();
                if (!piece.isEmpty()) {
                    sentences.add(Spelling.usual(piece));
                }
            }
        }
        return sentences;
    }
}
