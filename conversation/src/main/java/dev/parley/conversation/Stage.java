package dev.parley.conversation;

/** The stages of a turn. Each is a worker of its name, with a topic for its failures. */
public enum Stage {
    /** Stores messages, claims turns and plans them. */
    PLANNER("planner"),
    /** Answers by plans. */
    EXECUTOR("executor"),
    /** Looks after conversations once a reply is out. */
    POST_PROCESSOR("post-processor");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /** How records, groups, threads and people call it. */
    public String text() {
        return text;
    }
}
