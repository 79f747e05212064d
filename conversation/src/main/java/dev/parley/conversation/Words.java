package dev.parley.conversation;

/** Whose words a hand-over or a notice uses. */
public enum Words {
    /** A model found them. */
    MODEL("model"),
    /** A model found them, by the organization's playbook. */
    PLAYBOOK("playbook"),
    /** They are ours. */
    FIXED("fixed");

    private final String text;

    Words(String text) {
        this.text = text;
    }

    /** How people and figures call it. */
    public String text() {
        return text;
    }
}
