package dev.parley.conversation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes a message apart into remarks. A clause is read only when known phrases fill it from its
 * first word to its last: "goodbye" takes leave, "say goodbye to my old plan" is a statement.
 */
final class Remarks {
    /** Nobody takes leave in a longer clause; and matching stays linear in the text. */
    private static final int LONGEST_CLAUSE = 160;

    private static final Pattern SENTENCE = Pattern.compile("[^.!?;:\\n\\u2026]+[.!?;:\\u2026]*");

    private static final Pattern CLAUSE =
            Pattern.compile(
                    "\\s*(?:[,()*]+|\\s[-\\u2013\\u2014]+\\s|(?= (?:and|but|because)\\b))\\s*");

    private static final Pattern LEADING =
            Pattern.compile("^(?:(?:and|but|so|because|as|since) )+");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'%$\\u20ac]+");

    private final List<Remark> found = new ArrayList<>();

    private Remarks() {}

    static Remarks of(ReadableText text) {
        var remarks = new Remarks();
        var plain = text.lowerCase();
        var sentences = plain.matcher(SENTENCE);
        for (int number = 0; sentences.find(); number++) {
            remarks.readSentence(plain.with(sentences.group()), number);
        }
        return remarks;
    }

    /** The first remark of one of these kinds. */
    Optional<Remark> first(Set<Remark.Kind> kinds) {
        return found.stream().filter(remark -> kinds.contains(remark.kind())).findFirst();
    }

    Optional<Remark> first(Remark.Kind kind) {
        return first(Set.of(kind));
    }

    Optional<Remark> last(Remark.Kind kind) {
        return found.reversed().stream().filter(remark -> remark.kind() == kind).findFirst();
    }

    boolean has(Remark.Kind kind) {
        return first(kind).isPresent();
    }

    /** All statements, in order. */
    List<Remark> statements() {
        return found.stream().filter(remark -> remark.kind() == Remark.Kind.STATEMENT).toList();
    }

    private void readSentence(ReadableText sentence, int number) {
        if (sentence.has('?')) {
            found.add(new Remark(Remark.Kind.OPEN, "?", number));
        }
        for (var clause : sentence.split(CLAUSE)) {
            var words = clause.replaceAll(NO_WORD, " ").strip();
            if (!words.isEmpty()) {
                readClause(words, number);
            }
        }
    }

    private void readClause(ReadableText words, int number) {
        var usual = Spelling.usual(words);
        if (!readPhrases(usual, number)) {
            found.add(
                    RemarkRules.openIn(usual)
                            .map(cue -> new Remark(Remark.Kind.OPEN, cue, number))
                            .orElseGet(() ->
                                    new Remark(Remark.Kind.STATEMENT, words.toString(), number)));
        }
    }

    /** Reads a clause that is made of phrases only; else tells so and reads nothing. */
    private boolean readPhrases(ReadableText words, int number) {
        var clause = words.replaceFirst(LEADING, "");
        if (clause.length() > LONGEST_CLAUSE) {
            return false;
        }
        var phrases = new ArrayList<Remark>();
        for (int from = 0; from < clause.length(); ) {
            var phrase = RemarkRules.longestAt(clause, from, number);
            if (phrase.isEmpty()) {
                return false;
            }
            phrases.add(phrase.get());
            from += phrase.get().words().length() + 1;
        }
        found.addAll(phrases);
        return true;
    }
}
