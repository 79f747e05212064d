package dev.parley.schemas;

import java.time.Duration;

/** The topics of Parley. Names carry no prefix; {@link TopicCatalogue} adds it. */
public enum Topic {
    INBOUND("inbound", "a normalized message", InboundMessage.class),
    WAKEUPS("wakeups", "look at this conversation again", Wakeup.class),
    FOLLOW_UPS("follow-ups", "look after this conversation, outside its turns", Wakeup.class),
    PLANS("plans", "the plan of a turn", Plan.class),
    REPLIES("replies", "the committed outcome of a turn", Reply.class),
    PLANNER_ERRORS("errors.planner", "a failure in the planner", ErrorReport.class),
    EXECUTOR_ERRORS("errors.executor", "a failure in the executor", ErrorReport.class),
    POST_PROCESSOR_ERRORS(
            "errors.post-processor", "a failure in the post-processor", ErrorReport.class),
    EVENTS("events", "what happened to a conversation", ConversationEvent.class),
    DEAD_LETTERS("dead-letters", "a record given up", DeadLetter.class),
    ORGANIZATIONS(
            "organizations",
            "the configuration of an organization",
            OrganizationConfiguration.class),
    DOCUMENTS("documents", "a document with its passages and vectors", DocumentVersion.class),
    AUDIT("audit", "who did what to an organization", AuditEntry.class),
    STORE_MARKS("store-marks", "how far the store had come", StoreMark.class),
    SCHEMAS("schemas", "a schema in JSON", String.class);

    private static final int MEBIBYTE = 1024 * 1024;

    private final String baseName;
    private final String what;
    private final Class<?> payload;

    Topic(String baseName, String what, Class<?> payload) {
        this.baseName = baseName;
        this.what = what;
        this.payload = payload;
    }

    /** The name without prefix, for example {@code errors.planner}. */
    public String baseName() {
        return baseName;
    }

    /** What one record tells, in a few words. */
    public String what() {
        return what;
    }

    /**
     * The class of a record's value: a generated class for {@link RecordCodec}, or String for text
     * in UTF-8.
     */
    public Class<?> payload() {
        return payload;
    }

    /** What the key of a record is, in a few words. */
    public String key() {
        return switch (this) {
            case ORGANIZATIONS -> "organization";
            case DOCUMENTS -> "organization/document";
            case AUDIT -> "organization, or - for what belongs to none";
            case STORE_MARKS -> "store";
            case SCHEMAS -> "schema fingerprint, 16 hexadecimal digits";
            case DEAD_LETTERS -> "organization/conversation, or the key of the record given up";
            default -> "organization/conversation";
        };
    }

    /** How many partitions the topic has. */
    public PartitionRule partitionRule() {
        return switch (this) {
            case ORGANIZATIONS, DOCUMENTS, AUDIT, STORE_MARKS, SCHEMAS -> PartitionRule.SINGLE;
            default -> PartitionRule.PER_CONVERSATION;
        };
    }

    /** What happens to old records. */
    public Cleanup cleanup() {
        return switch (this) {
            case ORGANIZATIONS, DOCUMENTS, STORE_MARKS, SCHEMAS -> new Cleanup.Compact();
            case EVENTS, DEAD_LETTERS -> new Cleanup.Delete(Duration.ofDays(30));
            case AUDIT -> new Cleanup.Delete(Duration.ofDays(365));
            default -> new Cleanup.Delete(Duration.ofDays(7));
        };
    }

    /** Largest record batch the broker takes, in bytes; a producer must be allowed as much. */
    public int maxMessageBytes() {
        return switch (this) {
            // Holds a whole record of another topic, and more.
            case DEAD_LETTERS -> 2 * MEBIBYTE;
            case ORGANIZATIONS -> 4 * MEBIBYTE;
            // The longest document, its text twice, and a vector of some KiB for each passage.
            case DOCUMENTS -> 16 * MEBIBYTE;
            default -> MEBIBYTE;
        };
    }
}
