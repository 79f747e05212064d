package dev.parley.conversation.reading;

import dev.parley.conversation.organization.Wording;
import java.util.Locale;
import java.util.Optional;

/**
 * Step 5.3: whether a reply is to end with a question such as "Is there anything else?". Pure.
 *
 * @param reason why, or why not
 * @param signal the customer's words that decided it; empty where none did
 */
public record Ender(Reason reason, String signal) {
    /** What decides it. */
    public enum Reason {
        /** The customer is content, and nothing is open: ask. */
        CONTENT,
        /** The customer takes leave. */
        LEAVING,
        /** The customer's message leaves something open. */
        OPEN,
        /** The last reply asked already. */
        ASKED,
        /** Nothing says that the matter may be settled. */
        NO_SIGNAL
    }

    /**
     * Decides.
     *
     * @param question all unanswered messages
     * @param lastReply what was said to the customer last; empty when nothing was
     */
    public static Ender decide(ReadableText question, ReadableText lastReply) {
        var remarks = Remarks.of(question);
        var open = remarks.first(Remark.Kind.OPEN);
        if (open.isPresent()) {
            return new Ender(Reason.OPEN, open.get().words());
        }
        var leaving = leavingIn(question, lastReply);
        if (leaving.isPresent()) {
            return new Ender(Reason.LEAVING, leaving.get());
        }
        return remarks.first(Closure.GRATEFUL)
                .map(content ->
                        new Ender(
                                hasClosingQuestion(lastReply) ? Reason.ASKED : Reason.CONTENT,
                                content.words()))
                .orElseGet(() -> new Ender(Reason.NO_SIGNAL, ""));
    }

    /** What ends the matter, or may end it but for what else is said. */
    private static Optional<String> leavingIn(ReadableText question, ReadableText lastReply) {
        return switch (ClosureReading.of(question, lastReply, Phrases.NONE)) {
            case ClosureReading.Closes closes -> Optional.of(closes.words());
            case ClosureReading.Doubtful doubtful ->
                    doubtful.signal() == ClosingSignal.THANKED
                            ? Optional.empty()
                            : Optional.of(doubtful.words());
            case ClosureReading.Continues _ -> Optional.empty();
        };
    }

    /** Whether the reply is to ask. */
    public boolean isWanted() {
        return reason == Reason.CONTENT;
    }

    /** The text with the question at its end, if it is wanted and the text asks nothing. */
    public String endOf(ReadableText written) {
        var text = written.toString();
        return isWanted() && !text.stripTrailing().endsWith("?")
                ? text.stripTrailing() + " " + Wording.ENDER
                : text;
    }

    /** The reason as metadata shows it. */
    public String shownReason() {
        var name = reason.name().toLowerCase(Locale.ROOT);
        return signal.isEmpty() ? name : name + ": " + signal;
    }

    /** Whether a text, without its disclaimer, ends by asking whether the matter is settled. */
    public static boolean hasClosingQuestion(ReadableText text) {
        return text.has('?')
                && switch (Inquiry.of(text)) {
                    case MORE, DONE, HELPED -> true;
                    case OTHER, NONE -> false;
                };
    }
}
