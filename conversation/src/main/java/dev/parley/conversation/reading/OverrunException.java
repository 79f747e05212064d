package dev.parley.conversation.reading;

/** A text took more than reading may cost, and counts as unread. Holds nothing of the text. */
public final class OverrunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverrunException(String what) {
        super(what);
    }
}
