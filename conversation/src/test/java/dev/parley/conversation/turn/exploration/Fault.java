package dev.parley.conversation.turn.exploration;

/** What may happen from outside; a world says how often at most. */
enum Fault {
    /** A worker dies between two of its steps; records it has not committed come again. */
    CRASH,
    /** Every worker dies at once, as when the whole application runs in one process. */
    OUTAGE,
    /** The partition moves: the record comes again, the worker that had it lives on. */
    REBALANCE,
    /** The partition moves and the executor hands its turn back in time. */
    HAND_BACK,
    /** A worker stops and resumes later; its lease or send deadline may pass meanwhile. */
    PAUSE,
    /** The model gives no usable answer. */
    MODEL_FAILURE,
    /** The model is known to be away, and not called. */
    MODEL_AWAY,
    /** A planner cannot do its work and gives its record up. */
    PLANNER_FAILURE,
    /** A planner dies of what it plans. */
    DEADLY_PLANNING,
    /** An executor dies of what it answers. */
    DEADLY_WORK,
    /** A step meets a row that this build cannot read, and gives its record up. */
    UNREADABLE,
    /** The store's clock goes back by very much. */
    CLOCK_BACK,
    /** The store's clock goes ahead by very much. */
    CLOCK_AHEAD,
    /** A plan record vanishes. */
    LOST_PLAN,
    /** A record that was consumed long ago comes again. */
    REPLAY,
    /** The lock service does not answer. */
    REDIS_DOWN,
    /** A person takes the conversation over. */
    TAKE_OVER,
    /** A person gives it back. */
    RETURN,
    /** An operator gives a parked turn to the pipeline again. */
    REDRIVE,
    /** An operator lets a parked turn be. */
    DISCARD,
    /** The conversation is erased, whatever goes on in it. */
    ERASE,
    /** Retention finds that it ended long enough ago, perhaps in a list that is old by now. */
    RETAIN,
    /** The store goes back to an earlier state of the same run, and somebody recovers it. */
    STORE_BACK,
    /** The record that tells of a reply vanishes, and with it what follows the reply. */
    LOST_REPLY,
    /** The reply says that the matter is settled. */
    RESOLVE,
    /** Something says, after the reply, that a person is needed. */
    ESCALATE,
    /** Time says, after any silence, that the customer is to be reminded. */
    REMIND,
    /** Time says, after any silence, that the conversation is to be closed. */
    CLOSE,
    /** The plan's path gives the conversation to a person. */
    HAND_OVER,
    /** The channel refuses a reply for now. */
    SEND_REFUSED,
    /** The channel does not answer; it may have taken the reply or not. */
    SEND_UNANSWERED
}
