package dev.parley.conversation.reading;

import java.util.List;
import java.util.Optional;

/**
 * Phrases that an organization brought, matched as whole words in any case. Made once for a
 * configuration. Immutable.
 */
public final class Phrases {
    public static final Phrases NONE = of(List.of());

    private final List<Phrase> all;

    private Phrases(List<Phrase> all) {
        this.all = all;
    }

    /** Phrases as the organization writes them. */
    public static Phrases of(List<String> written) {
        return new Phrases(
                written.stream()
                        .map(phrase -> new Phrase(phrase, flat(ReadableText.of(phrase)).toString()))
                        .filter(phrase -> !phrase.flat().isEmpty())
                        .toList());
    }

    /** The first phrase that the text holds, as the organization writes it. */
    Optional<String> firstIn(ReadableText text) {
        var flat = flat(text);
        return all.stream()
                .filter(phrase -> phrase.in(flat, 0) >= 0)
                .map(Phrase::written)
                .findFirst();
    }

    /** The text in lower case with a stop for each phrase. */
    ReadableText without(ReadableText text) {
        var rest = flat(text);
        for (var phrase : all) {
            rest = phrase.stoppedIn(rest);
        }
        return rest;
    }

    private static ReadableText flat(ReadableText text) {
        return text.lowerCase();
    }

    private record Phrase(String written, String flat) {
        /** Where it stands next; -1 when it does not. */
        int in(ReadableText text, int from) {
            for (int at = text.indexOf(flat, from); at >= 0; at = text.indexOf(flat, at + 1)) {
                if (isApart(text.toString(), at)) {
                    return at;
                }
            }
            return -1;
        }

        ReadableText stoppedIn(ReadableText text) {
            var rest = new StringBuilder();
            int from = 0;
            for (int at = in(text, 0); at >= 0; at = in(text, from)) {
                rest.append(text, from, at).append(". ");
                from = at + flat.length();
            }
            return text.with(rest.append(text, from, text.length()).toString());
        }

        private boolean isApart(String text, int at) {
            int end = at + flat.length();
            return (at == 0 || !isWord(text.codePointBefore(at)))
                    && (end == text.length() || !isWord(text.codePointAt(end)));
        }

        private static boolean isWord(int character) {
            int type = Character.getType(character);
            return Character.isLetterOrDigit(character)
                    || type == Character.LETTER_NUMBER
                    || type == Character.OTHER_NUMBER;
        }
    }
}
