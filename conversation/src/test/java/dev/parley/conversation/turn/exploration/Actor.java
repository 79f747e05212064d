package dev.parley.conversation.turn.exploration;

/** Who moves. Each of those that are fair moves again and again as long as it can. */
enum Actor {
    CUSTOMER,
    PERSON,
    FAULT,
    TIME,
    SWEEP,
    REDIS,
    PLANNER,
    EXECUTOR,
    /** An executor that renews its lease: apart, so that it does not count as getting on. */
    HEARTBEAT,
    POST_PROCESSOR,
    /** The operator who recovers a store that went back. */
    RECOVERY,
    /** The slow look for replies that were not followed up. */
    FOLLOW_UP,
    /** Whoever finishes what erasures began. */
    RETENTION,
    SENDER;

    /** Tells whether a conversation may count on its moves. */
    boolean isFair() {
        return ordinal() >= TIME.ordinal();
    }
}
