package dev.parley.conversation;

/**
 * Named places between two steps of the protocol. In production nothing happens there; a test stops
 * the process at one of them, to show that the next step's loss heals.
 */
@FunctionalInterface
public interface FaultPoints {
    /** What production uses. */
    FaultPoints NONE = _ -> {};

    /** The places, in the order a turn passes them. */
    enum FaultPoint {
        AFTER_APPEND,
        AFTER_COOLDOWN,
        AFTER_CLAIM,
        AFTER_PLAN,
        AFTER_BEGIN,
        AFTER_MODEL,
        AFTER_FAIL,
        AFTER_COMMIT,
        AFTER_REPLY,
        AFTER_RELEASE,
        AFTER_WAKEUP,
        AFTER_EVENT,
        AFTER_ESCALATE,
        AFTER_RESOLVE,
        AFTER_TITLE,
        AFTER_REMIND,
        AFTER_CLOSE
    }

    /** Called when the place is reached. */
    void reached(FaultPoint point);
}
