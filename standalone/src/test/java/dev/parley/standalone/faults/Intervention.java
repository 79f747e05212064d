package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Triggers.Failure;
import dev.parley.conversation.Triggers.WakeReason;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.turn.Step;
import org.jspecify.annotations.Nullable;

/**
 * Where a test steps into a running Parley. Every method is called on the thread that does the
 * work, and may block it; as written here, nothing differs from production. Thread-safe.
 */
interface Intervention {
    /** Leaves everything as it is. */
    Intervention NONE = new Intervention() {};

    /**
     * A place of the protocol is reached.
     *
     * @param conversation the one that the thread works on
     */
    default void reached(FaultPoint point, @Nullable ConversationId conversation) {}

    /** The step that the store is to run instead of this one; throws to refuse it. */
    default <O> Step<O> step(Step<O> step) {
        return step;
    }

    /** The store has run a step. */
    default void applied(Step<?> step, @Nullable Object outcome) {}

    /** The store is asked for what is overdue: a run of the sweep. */
    default void swept() {}

    /** Whether a plan is published; false loses it. */
    default boolean publishes(Plan plan) {
        return true;
    }

    /** Whether a wakeup is published; false loses it. */
    default boolean wakes(ConversationId conversation, WakeReason reason) {
        return true;
    }

    /** Whether the failure of an attempt is published; false loses its report. */
    default boolean reports(Failure failure) {
        return true;
    }

    /** An event is durable. */
    default void published(ConversationId conversation, Events.Kind kind, @Nullable Long turn) {}

    /**
     * Whether the lock is released as in production; false when this released it in another way, or
     * not.
     */
    default boolean releases(ConversationId conversation, long turn) {
        return true;
    }

    /** The model is about to be asked. */
    default void beforeModel(ModelRequest request) throws ModelException {}
}
