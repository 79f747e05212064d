package dev.parley.postprocessor.timers;

import dev.parley.schemas.Topic;
import dev.parley.schemas.WakeupReason;

/** What a conversation may wait for, one moment of each kind. The order is part of the state. */
enum TimerKind {
    /** The customer has been silent. */
    IDLE(Topic.FOLLOW_UPS, WakeupReason.IDLE),
    /** A turn failed and rests. */
    TURN(Topic.WAKEUPS, WakeupReason.RETRY),
    /** What follows a reply failed and rests. */
    FOLLOW_UP(Topic.FOLLOW_UPS, WakeupReason.RETRY);

    private final Topic topic;
    private final WakeupReason reason;

    TimerKind(Topic topic, WakeupReason reason) {
        this.topic = topic;
        this.reason = reason;
    }

    /** Where it is told that the moment has come. */
    Topic topic() {
        return topic;
    }

    WakeupReason reason() {
        return reason;
    }
}
