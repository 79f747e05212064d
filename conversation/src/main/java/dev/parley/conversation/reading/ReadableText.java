package dev.parley.conversation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as rules may see it: of customers, models, documents, whoever wrote it. Rules take this
 * and no String, because what they do over it is bounded: its length, its runs of white space and
 * of combining marks, and by its {@link Effort} the characters that patterns look at, which ends a
 * pattern while it runs.
 *
 * <p>{@link #of} and {@link #ofNewest} leave out what is too long; {@link #whole} and {@link
 * #asWritten} leave out nothing, for rules that must see all, and refuse what is too long.
 *
 * <p>Every method that reads throws {@link OverrunException} when the effort is spent. For one
 * thread, as its effort.
 */
public final class ReadableText implements CharSequence {
    /** Characters that rules see of what a customer says: what the edge takes in one message. */
    public static final int LONGEST = 16_000;

    /** Characters of a text that is read as a whole or not at all. */
    public static final int LONGEST_WHOLE = 200_000;

    /** Of a text that is too long: what the matter is stands first, what is wanted now last. */
    private static final int BEGINNING = LONGEST / 4;

    private final String text;
    private final Effort effort;

    private ReadableText(String text, Effort effort) {
        this.text = text;
        this.effort = effort;
    }

    /** For a text that is read by itself, and where nobody waits: no time is set. */
    public static ReadableText of(String text) {
        return of(text, Effort.ofCharacters(Effort.MOST));
    }

    /** Folded; of more than {@link #LONGEST} characters the first quarter of these and the last. */
    public static ReadableText of(String text, Effort effort) {
        effort.spend(Math.min(text.length(), LONGEST));
        return new ReadableText(Folding.folded(cut(text)), effort);
    }

    /**
     * Several texts, each on lines of its own, folded: the newest that fit in {@link #LONGEST}
     * characters, and the end of the one that fits in part.
     *
     * @param texts in the order they were written
     */
    public static ReadableText ofNewest(List<String> texts, Effort effort) {
        return ofNewest(texts, LONGEST, effort);
    }

    /** The same with another limit, in characters. */
    public static ReadableText ofNewest(List<String> texts, int longest, Effort effort) {
        var newestFirst = new ArrayList<String>();
        int left = longest;
        for (var text : texts.reversed()) {
            if (left <= 0) {
                break;
            }
            var folded = of(text, effort).text;
            newestFirst.add(end(folded, left));
            left -= folded.length() + 1;
        }
        return new ReadableText(String.join("\n", newestFirst.reversed()), effort);
    }

    /**
     * The newest of some texts, in order, as long as they have no more characters together; the
     * very newest in any case. For rules that read one text after the other.
     */
    public static List<String> newest(List<String> texts, int longest) {
        int from = texts.size();
        long length = 0;
        while (from > 0) {
            length += texts.get(from - 1).length();
            if (length > longest && from < texts.size()) {
                break;
            }
            from--;
        }
        return texts.subList(from, texts.size());
    }

    /**
     * Folded, and nothing left out.
     *
     * @throws OverrunException when it has more than {@link #LONGEST_WHOLE} characters
     */
    public static ReadableText whole(String text, Effort effort) {
        refuseLong(text);
        effort.spend(text.length());
        return new ReadableText(Folding.folded(text), effort);
    }

    /**
     * Not folded either, for rules that change a text that goes out. Their patterns begin with no
     * {@code \b}: it walks back over runs of combining marks, which are not cut here.
     *
     * @throws OverrunException when it has more than {@link #LONGEST_WHOLE} characters
     */
    public static ReadableText asWritten(String text, Effort effort) {
        refuseLong(text);
        return new ReadableText(text, effort);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        effort.spend(1);
        return text.charAt(index);
    }

    @Override
    public ReadableText subSequence(int from, int to) {
        return with(text.substring(from, to));
    }

    /** The characters, for what is shown, kept or compared; not for rules. */
    @Override
    public String toString() {
        return text;
    }

    /** What a rule made of this text, read on the same account. */
    public ReadableText with(String made) {
        effort.spend(made.length());
        return new ReadableText(made, effort);
    }

    /** From there on. */
    public ReadableText from(int index) {
        return subSequence(index, text.length());
    }

    /** In lower case, with straight apostrophes. */
    public ReadableText lowerCase() {
        return with(text.toLowerCase(Locale.ROOT).replace('\u2019', '\''));
    }

    /** Without white space around it. */
    public ReadableText strip() {
        return with(text.strip());
    }

    /** With one piece of text for another. */
    public ReadableText replace(String piece, String replacement) {
        return with(text.replace(piece, replacement));
    }

    /** Where the piece stands next; -1 when it does not. */
    public int indexOf(String piece, int from) {
        int at = text.indexOf(piece, from);
        effort.spend(
                (at < 0 ? text.length() : at + piece.length()) - Math.min(from, text.length()));
        return at;
    }

    /** Whether it holds the character. */
    public boolean has(char character) {
        return indexOf(String.valueOf(character), 0) >= 0;
    }

    public Matcher matcher(Pattern pattern) {
        return pattern.matcher(this);
    }

    /** Whether the pattern matches anywhere. */
    public boolean shows(Pattern pattern) {
        return matcher(pattern).find();
    }

    /** Whether the pattern matches all of it. */
    public boolean is(Pattern pattern) {
        return matcher(pattern).matches();
    }

    public ReadableText replaceAll(Pattern pattern, String replacement) {
        return with(matcher(pattern).replaceAll(replacement));
    }

    /** As {@link Matcher#replaceAll(Function)}. */
    public ReadableText replaceAll(Pattern pattern, Function<MatchResult, String> replacement) {
        return with(matcher(pattern).replaceAll(replacement));
    }

    public ReadableText replaceFirst(Pattern pattern, String replacement) {
        return with(matcher(pattern).replaceFirst(replacement));
    }

    /** As {@link Pattern#split(CharSequence)}. */
    public List<ReadableText> split(Pattern separator) {
        var parts = new ArrayList<ReadableText>();
        for (var part : separator.split(this)) {
            parts.add(with(part));
        }
        return parts;
    }

    private static CharSequence cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, BEGINNING) + "\n" + end(text, LONGEST - BEGINNING);
    }

    private static String end(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }

    private static void refuseLong(String text) {
        if (text.length() > LONGEST_WHOLE) {
            throw new OverrunException(
                    "%d characters, more than %d".formatted(text.length(), LONGEST_WHOLE));
        }
    }
}
