package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation, of any author.
 *
 * @param seq its position, assigned by the store
 * @param id its id: the sender's for inbound messages, ours for replies; a person's and a
 *     customer's message may have the same
 * @param role who speaks
 * @param author who wrote it; for replies the agent
 * @param text what it says
 * @param sentAt when the sender says it was sent
 * @param storedAt when the store took it
 */
public record Message(
        long seq,
        String id,
        Role role,
        Participant author,
        String text,
        @Nullable Instant sentAt,
        Instant storedAt) {
    /** Who speaks. */
    public enum Role {
        /** A customer: wants an answer. */
        USER,
        /** The pipeline. */
        ASSISTANT,
        /** A person of the organization. */
        HUMAN_AGENT,
        /** Neither: a notice. */
        SYSTEM
    }
}
