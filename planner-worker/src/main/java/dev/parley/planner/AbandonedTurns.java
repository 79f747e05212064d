package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds running turns whose holder is dead. After this process was itself kept from looking, by its
 * store or by a pause, it gives the others a lease's time to show that they live: what kept one
 * from looking kept them from renewing. Not thread-safe.
 */
final class AbandonedTurns {
    private final ConversationStore store;
    private final InstantSource clock;
    private final Duration steadiness;
    private @Nullable Instant looked;
    private Instant steadySince = Instant.MIN;

    /**
     * Makes one.
     *
     * @param steadiness how long looks must have followed each other, none later than this after
     *     the one before; at least the lease of an instance
     */
    AbandonedTurns(ConversationStore store, InstantSource clock, Duration steadiness) {
        this.store = store;
        this.clock = clock;
        this.steadiness = steadiness;
    }

    /** Some of them, at most {@code limit}. */
    List<Conversation> look(int limit) {
        var now = clock.instant();
        var last = looked;
        if (last == null || last.isAfter(now) || last.plus(steadiness).isBefore(now)) {
            steadySince = now;
        }
        looked = now;
        return steadySince.plus(steadiness).isAfter(now) ? List.of() : store.abandoned(limit);
    }
}
