package dev.parley.conversation.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something, with success. Outlives what customers said, and names none of them.
 *
 * @param organization null for what belongs to none
 * @param target id of the key, conversation, document or dead letter, or {@code customer} and the
 *     {@link CustomerDigest}; null for the organization itself
 * @param address where the request came from; null when that is not known, or a customer's
 */
public record AuditEntry(
        @Nullable String organization,
        Actor actor,
        Action action,
        @Nullable String target,
        @Nullable String address,
        Instant at) {
    /** What was done. */
    public enum Action {
        KEY_CREATED,
        KEY_ENDED,
        /** All conversation tokens of the organization were ended. */
        TOKENS_ENDED,
        ORGANIZATION_CONFIGURED,
        CONVERSATION_ERASED,
        DOCUMENT_PUT,
        DOCUMENT_REMOVED,
        TAKEN_OVER,
        RETURNED,
        DEAD_LETTER_REDRIVEN,
        DEAD_LETTER_DISCARDED,
        /** What the store had lost was put back from the topics. */
        STORE_RECOVERED
    }

    /**
     * Who did it.
     *
     * @param id of the key, or {@link CustomerDigest} of the token's author; null for the operator
     */
    public record Actor(Kind kind, @Nullable String id) {
        /** What was shown. */
        public enum Kind {
            OPERATOR,
            KEY,
            TOKEN
        }
    }
}
