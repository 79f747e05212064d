package dev.parley.conversation;

/** The ways a turn can be answered. */
public enum PlanPath {
    /** The model answers by the playbook's instructions. */
    PLAYBOOK,
    /** The model answers from passages, with citations. */
    DOCUMENT_QA,
    /** The customer is told that a person takes over. */
    HUMAN,
    /** No agent is available: an apology, and a person takes over. */
    NO_AGENT;

    /** Tells whether a turn on this path ends with the conversation in a person's hands. */
    public boolean handsOver() {
        return this == HUMAN || this == NO_AGENT;
    }
}
