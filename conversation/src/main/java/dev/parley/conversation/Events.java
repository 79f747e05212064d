package dev.parley.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the world what happened to a conversation. At least once: the same event may be published
 * again by a repeated step, and is known by its id ({@link EventIds}). Only REOPENED is at most
 * once, for the store keeps no trace of it. Thread-safe; returns when the event is durable.
 */
public interface Events {
    /**
     * Publishes an event.
     *
     * @param turn number of the turn it belongs to, if it does
     * @param detail facts by name, among them those of its id; no message text, but for the {@code
     *     summary} of ESCALATED, which quotes the customer's last messages in short for whoever
     *     takes over
     */
    void publish(
            ConversationId conversation,
            Kind kind,
            @Nullable Long turn,
            Map<String, String> detail);

    /** What can happen. */
    enum Kind {
        OPENED,
        REOPENED,
        ASSIGNED,
        ANSWERED,
        PARKED,
        ESCALATED,
        TAKEN_OVER,
        RETURNED,
        TITLED,
        RESOLVED,
        CLOSED,
        SENT,
        REMINDED,
        ERASED
    }
}
