package dev.parley.conversation.turn;

import dev.parley.conversation.ConversationId;
import java.time.Instant;

/**
 * One step of the turn protocol: what is asked, and the pure function that decides it.
 *
 * <p>{@code decide} depends on nothing but its arguments and changes nothing; a store may call it
 * again for the same step. Steps are values: a step can be applied twice, and the second
 * application finds the work done or the fence gone.
 *
 * @param <O> what came of it, a sealed type
 */
public interface Step<O> {
    /** The conversation it is about. */
    ConversationId conversation();

    /**
     * Decides from the situation.
     *
     * @param situation reads within the same atomic operation
     * @param now the store's clock
     */
    Decision<O> decide(Situation situation, Instant now);
}
