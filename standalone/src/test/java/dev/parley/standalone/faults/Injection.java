package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints;
import org.jspecify.annotations.Nullable;

/**
 * Holds the intervention of the moment, and knows which conversation each thread works on.
 * Thread-safe.
 */
final class Injection implements FaultPoints {
    private final ThreadLocal<@Nullable ConversationId> current = new ThreadLocal<>();
    private volatile Intervention intervention;

    Injection(Intervention intervention) {
        this.intervention = intervention;
    }

    Intervention intervention() {
        return intervention;
    }

    /** Steps in from now on, in place of what stepped in so far. */
    void use(Intervention value) {
        intervention = value;
    }

    /** The calling thread works on the conversation from now on. */
    void worksOn(ConversationId conversation) {
        current.set(conversation);
    }

    @Override
    public void reached(FaultPoint point) {
        intervention.reached(point, current.get());
    }
}
