package dev.parley.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one stage tells the next that a conversation has something to do. A trigger may come twice,
 * late or never: the store says what is true, and its due moment heals what was lost.
 *
 * <p>Each method returns when the trigger is durable. It throws {@link UnpublishableException} when
 * it never will be, and another runtime exception when it may not be and can be tried again.
 * Thread-safe.
 */
public interface Triggers {
    /** A plan for the executors. */
    void planned(Plan plan);

    /** A committed reply for the post-processors and for delivery. */
    void replied(ConversationId conversation, Reply reply);

    /** Asks the planners, and delivery, to look at the conversation again. */
    void wake(ConversationId conversation, WakeReason reason);

    /**
     * Asks for a look at each of many conversations. Sends all before it waits for the first, and
     * throws only when some may not be durable.
     */
    void wakeAll(List<ConversationId> conversations, WakeReason reason);

    /** Asks the post-processors to look after the conversation, outside its turns. */
    void followUp(ConversationId conversation, FollowUp reason);

    /** Reports an attempt that failed. */
    void failed(Failure failure);

    /** Why a conversation is to be looked at again. */
    enum WakeReason {
        /** Something is unanswered after a turn ended. */
        UNANSWERED,
        /** Its due moment has passed. */
        DUE,
        /** A reply waits to be delivered. */
        DELIVERY,
        /** It was given back to the pipeline. */
        RETURNED,
        /** A turn that failed has rested. */
        RETRY,
        /** An operator asks for it. */
        OPERATOR
    }

    /** Why a conversation is to be looked after. */
    enum FollowUp {
        /** The customer has been silent for long. */
        IDLE,
        /** What follows a reply failed before. */
        RETRY,
        /** A title is asked for. */
        TITLE
    }

    /**
     * A failed attempt, for operators and for retries.
     *
     * @param stage where it failed
     * @param attempt the fence's attempt
     * @param failures how many failures the turn has now
     * @param needsProcessing whether the turn is tried again
     * @param notBefore earliest next try
     */
    record Failure(
            Stage stage,
            ConversationId conversation,
            long turn,
            int attempt,
            int failures,
            String cause,
            boolean needsProcessing,
            @Nullable Instant notBefore) {}
}
