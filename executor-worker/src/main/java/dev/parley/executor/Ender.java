package dev.parley.executor;

import dev.parley.conversation.organization.Wording;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Step 5.3: whether a reply is to end with a question such as "Is there anything else?". Pure.
 *
 * @param reason why, or why not
 * @param signal the customer's words that decided it; empty where none did
 */
record Ender(Reason reason, String signal) {
    private static final Pattern CLOSING_QUESTION =
            Pattern.compile(
                    "(?:(?:anything|something) else|(?:any|more|other|further) (?:other |more |further )?questions?|(?:help|assist) (?:you )?(?:with )?(?:anything|further|more)"
                            + "|did (?:that|this) (?:help|answer|solve))[^.!?\\n]*\\?");

    /** What decides it. */
    enum Reason {
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
    static Ender decide(String question, String lastReply) {
        boolean asked = hasClosingQuestion(lastReply);
        if (asked && Satisfaction.isRefusal(question)) {
            return new Ender(Reason.LEAVING, question.strip());
        }
        var leaving = Satisfaction.leavingIn(question);
        if (leaving.isPresent()) {
            return new Ender(Reason.LEAVING, leaving.get());
        }
        var open = Satisfaction.openIn(question);
        if (open.isPresent()) {
            return new Ender(Reason.OPEN, open.get());
        }
        var content = Satisfaction.contentIn(question);
        if (content.isEmpty()) {
            return new Ender(Reason.NO_SIGNAL, "");
        }
        return new Ender(asked ? Reason.ASKED : Reason.CONTENT, content.get());
    }

    /** Whether the reply is to ask. */
    boolean isWanted() {
        return reason == Reason.CONTENT;
    }

    /** The text with the question at its end, if it is wanted and the text asks nothing. */
    String endOf(String text) {
        return isWanted() && !text.stripTrailing().endsWith("?")
                ? text.stripTrailing() + " " + Wording.ENDER
                : text;
    }

    /** The reason as metadata shows it. */
    String shownReason() {
        var name = reason.name().toLowerCase(Locale.ROOT);
        return signal.isEmpty() ? name : name + ": " + signal;
    }

    /** Whether a text, without its disclaimer, asks whether the matter is settled. */
    static boolean hasClosingQuestion(String text) {
        return CLOSING_QUESTION.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
