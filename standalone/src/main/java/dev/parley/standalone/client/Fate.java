package dev.parley.standalone.client;

/** What became of a customer's message, as the API says it. */
public enum Fate {
    /** It is the last message that its turn's reply answers. */
    ANSWERED,
    /** A later message was answered in the same turn, with one reply for both. */
    MERGED,
    /** It belongs to a person. */
    HUMAN,
    /** It needs no answer. */
    IGNORED,
    /** Every attempt failed. */
    PARKED
}
