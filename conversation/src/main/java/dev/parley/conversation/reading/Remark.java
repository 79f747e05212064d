package dev.parley.conversation.reading;

/**
 * One thing a customer says.
 *
 * @param words as they are read: lower case, usual spelling
 * @param sentence which sentence it stands in, from 0
 */
record Remark(Kind kind, String words, int sentence) {
    /** What it does. */
    enum Kind {
        /** Takes leave. */
        FAREWELL,
        /** Needs no more. */
        DONE,
        /** Needs no more, unless it answers a question: "that's it". */
        PERHAPS_DONE,
        /** Takes a wish back: "never mind". */
        WITHDRAWN,
        /** Says no. */
        REFUSAL,
        /** Declines politely or is well: "I'm good". */
        FINE,
        /** Says yes. */
        AFFIRMATION,
        THANKS,
        /** Is content with what was said or done. */
        CONTENT,
        /** Puts off: "I'll think about it". */
        LATER,
        /** Says nothing of its own: "ok", "then". */
        FILLER,
        /** Asks, requests or objects. */
        OPEN,
        /** Anything else. */
        STATEMENT
    }
}
