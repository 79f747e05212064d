package dev.parley.conversation.reading;

/**
 * Step 7.1: whether a customer's message ends the matter. Read by rules from English text and from
 * phrases of the organization; the same texts always read the same. What the rules find and miss is
 * measured; see docs/behaviour.md.
 *
 * <p>To close too early is the worse error: a question, a request or an objection in the message
 * keeps the matter open, and whatever the rules do not know leaves it in doubt at best. Thanks
 * alone never close; they are where a reply asks whether there is anything else ({@link Ender}).
 */
public sealed interface ClosureReading {
    /**
     * The message ends the matter.
     *
     * @param words the customer's words that say so, in lower case and usual spelling; or the
     *     phrase
     * @param confidence from 0 to 1: the share of messages with this signal that end the matter, a
     *     little below what was measured on texts of our own; not computed for this message
     */
    record Closes(ClosingSignal signal, String words, double confidence)
            implements ClosureReading {}

    /**
     * The grey zone: the message may end the matter, but the rules do not close on it. A caller may
     * ask a model, or wait for the next message, or for silence.
     *
     * @param words the customer's words that speak for an end
     * @param against what else there is: words that no rule knows; empty when it is only that the
     *     signal is weak
     * @param confidence from 0 to 1, as with {@link Closes}
     */
    record Doubtful(ClosingSignal signal, String words, String against, double confidence)
            implements ClosureReading {}

    /**
     * The matter goes on, as far as this message tells.
     *
     * @param words the words that keep it open; empty when nothing speaks for an end
     */
    record Continues(String words) implements ClosureReading {}

    /**
     * Reads.
     *
     * @param text the customer's newest message
     * @param previousAssistantText what was said to the customer last; empty when nothing was
     * @param phrases further phrases of the organization that end a matter, in any language
     */
    static ClosureReading of(
            ReadableText text, ReadableText previousAssistantText, Phrases phrases) {
        return Closure.read(text, Inquiry.of(previousAssistantText), phrases);
    }

    /** Whether the conversation may be closed without asking anybody. */
    default boolean closes() {
        return this instanceof Closes;
    }
}
