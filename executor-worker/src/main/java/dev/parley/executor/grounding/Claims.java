package dev.parley.executor.grounding;

import dev.parley.conversation.reading.ReadableText;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the claims of a text. Pure. */
final class Claims {
    private static final Pattern CITATION =
            Pattern.compile("\\[\\d{1,3}(?:\\s*[,;\u2013-]\\s*\\d{1,3}){0,20}](?!\\()");

    /** At the beginning of a line; "5. May" is a date, and "5. " alone may end a sentence. */
    private static final Pattern LIST_NUMBER =
            Pattern.compile(
                    "^[ \\t>#*_-]*(?:\\(?\\d{1,2}[.):][*_]*(?=\\s(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
                            + "|(?:step|option|part|point) \\d{1,2}(?!\\d))",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private Claims() {}

    /** What an answer states. */
    static List<Scan.Found> of(ReadableText answer) {
        var scan = read(answer);
        NumberWords.readIn(scan);
        return scan.found();
    }

    /** What a source says, read generously. */
    static List<Scan.Found> offeredBy(ReadableText source) {
        var scan = read(source);
        NumberWords.readGenerouslyIn(scan);
        return scan.found();
    }

    private static Scan read(ReadableText text) {
        var scan = new Scan(text);
        scan.drop(CITATION);
        scan.drop(LIST_NUMBER);
        Addresses.readIn(scan);
        Dates.readIn(scan);
        Times.readIn(scan);
        Phones.readIn(scan);
        Codes.readIn(scan);
        Amounts.readIn(scan);
        return scan;
    }
}
