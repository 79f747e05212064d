package dev.parley.conversation.deadletter;

import dev.parley.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where dead letters are kept for operators. Thread-safe; callers may block. Every method throws
 * {@link dev.parley.conversation.StoreUnavailableException} when the store cannot be reached: it
 * may be repeated then.
 */
public interface DeadLetters {
    /**
     * Keeps a letter, once: when its id is known nothing changes, so that a decision about it
     * stands. One of a record from before its conversation's erasure is refused: what was erased
     * does not come back.
     *
     * @return whether it is kept now
     */
    boolean keep(DeadLetter letter);

    /**
     * A letter by its id.
     *
     * @param organization finds only its own letters; all when null
     */
    Optional<DeadLetter> find(@Nullable String organization, String id);

    /** Letters in the order they were given up, then by id. */
    List<DeadLetter> list(DeadLetterQuery query);

    /**
     * Records a decision, in store time. The last one stands.
     *
     * @param state any but OPEN
     * @param by who decided
     * @return the letter after that; empty when there is none
     */
    Optional<DeadLetter> decide(String id, DeadLetterState state, String by);

    /**
     * Removes the letters of a conversation, with every byte they kept.
     *
     * @return how many there were
     */
    int forget(ConversationId conversation);

    /**
     * Removes letters that were decided before a moment, in any order.
     *
     * @return how many there were, at most {@code limit}
     */
    int forgetDecided(Instant before, int limit);

    /**
     * Removes open letters of no conversation, which no erasure finds, that were given up before a
     * moment, the oldest first.
     *
     * @return how many there were, at most {@code limit}
     */
    int forgetUndecided(Instant before, int limit);

    /** How many letters of all organizations are open. */
    long countOpen();
}
