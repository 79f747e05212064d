package dev.parley.conversation.reading;

/** What in a customer's message says, or may say, that the matter is over. */
public enum ClosingSignal {
    /** The customer takes leave: "bye", "have a nice day", "I have to go". */
    FAREWELL(0.95),
    /** The customer needs no more and says so: "that's all I need", "please close this ticket". */
    DONE(0.95),
    /** The same, with thanks or praise. */
    SATISFIED_AND_DONE(0.95),
    /** A no to "Is there anything else?". */
    REFUSED_MORE(0.95),
    /**
     * A phrase of the organization; nothing is known about it but that the organization says so.
     */
    PHRASE(0.9),
    /** Thanks or praise, which never close by themselves. */
    THANKED(0.3);

    private final double confidence;

    ClosingSignal(double confidence) {
        this.confidence = confidence;
    }

    /**
     * How often, of a hundred such messages, the matter is over at least; see docs/behaviour.md.
     * Not more than was measured, where it was.
     */
    double confidence() {
        return confidence;
    }
}
