package dev.parley.standalone.play;

/**
 * Something that must not be.
 *
 * @param text for a person: which message, and what is wrong; never what the message says
 */
public record Finding(Kind kind, String text) {
    /** The two promises that can be broken. */
    public enum Kind {
        /** An accepted message without an end. */
        LOST,
        /** A message stored twice, or a reply too many. */
        DUPLICATE
    }

    static Finding lost(String text) {
        return new Finding(Kind.LOST, text);
    }

    static Finding duplicate(String text) {
        return new Finding(Kind.DUPLICATE, text);
    }

    /** The same, naming the conversation. */
    public Finding in(Script script) {
        return new Finding(
                kind, "%s/%s: %s".formatted(script.organization(), script.conversation(), text));
    }
}
