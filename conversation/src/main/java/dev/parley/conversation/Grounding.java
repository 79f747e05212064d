package dev.parley.conversation;

/** How it was seen to that an answer states nothing but what its sources say. */
public enum Grounding {
    /** Nothing in it was without support. */
    CHECKED("ok"),
    /** The first answer was not supported, the second one was. */
    REGENERATED("regenerated"),
    /** Neither was, and a safe answer went out. */
    SAFE("safe"),
    /** There was nothing to answer from, and the answer says so. */
    NOTHING_FOUND("no passages");

    private final String text;

    Grounding(String text) {
        this.text = text;
    }

    /** How people and figures call it. */
    public String text() {
        return text;
    }

    /** Tells whether the customer was left without what they asked for. */
    public boolean isUnsupported() {
        return this == SAFE || this == NOTHING_FOUND;
    }
}
