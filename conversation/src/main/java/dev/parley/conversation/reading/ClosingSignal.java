package dev.parley.conversation.reading;

/** What in a customer's message says, or may say, that the matter is over. */
public enum ClosingSignal {
    /** The customer takes leave: "bye", "have a nice day", "I have to go". */
    FAREWELL(0.95),
    /** The customer needs no more and says so: "that's all I need", "please close this ticket". */
    DONE(0.9),
    /** The same, with thanks or praise. */
    SATISFIED_AND_DONE(0.95),
    /** A no to "Is there anything else?". */
    REFUSED_MORE(0.95),
    /** A phrase of the organization; not measured, as only the organization knows its phrases. */
    PHRASE(0.9),
    /** Thanks or praise, which never close by themselves. */
    THANKED(0.25);

    private static final double AT_MOST_IN_DOUBT = 0.5;

    private final double confidence;

    ClosingSignal(double confidence) {
        this.confidence = confidence;
    }

    /** The share of messages with this signal alone that end the matter, rounded down. */
    double confidence() {
        return confidence;
    }

    /** The same beside words that no rule knows. */
    double doubted() {
        return Math.min(confidence, AT_MOST_IN_DOUBT);
    }
}
