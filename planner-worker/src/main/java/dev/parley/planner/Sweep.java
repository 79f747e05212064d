package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Wakes conversations whose due moment has passed, or whose turn's holder is dead: what heals a
 * crash that took the last trigger with it. Any process may sweep, and two at once do no harm. Not
 * thread-safe: one thread calls {@link #run}.
 */
final class Sweep {
    private final ConversationStore store;
    private final Triggers triggers;
    private final InstantSource clock;
    private final AbandonedTurns abandoned;
    private final int limit;
    private final Duration patience;
    private final Map<ConversationId, Woken> woken = new HashMap<>();

    /** A wakeup that was emitted, for the due moment the row had then. */
    private record Woken(@Nullable Instant dueAt, Instant at) {}

    /**
     * Makes a sweep.
     *
     * @param limit how many conversations one run wakes at most
     * @param patience how long a wakeup is given to work before the same due moment wakes again
     */
    Sweep(
            ConversationStore store,
            Triggers triggers,
            InstantSource clock,
            AbandonedTurns abandoned,
            int limit,
            Duration patience) {
        this.store = store;
        this.triggers = triggers;
        this.clock = clock;
        this.abandoned = abandoned;
        this.limit = limit;
        this.patience = patience;
    }

    /**
     * Wakes what is overdue.
     *
     * @return how many were woken
     */
    int run() {
        var now = clock.instant();
        woken.values().removeIf(wake -> wake.at().plus(patience).isBefore(now));
        int count = 0;
        for (var row : store.overdue(limit + woken.size())) {
            if (count < limit && isNews(row)) {
                triggers.wake(row.id(), Triggers.WakeReason.DUE);
                woken.put(row.id(), new Woken(row.dueAt(), now));
                count++;
            }
        }
        return count + wakeAbandoned(now);
    }

    private int wakeAbandoned(Instant now) {
        int count = 0;
        for (var row : abandoned.look(limit)) {
            if (isNews(row)) {
                triggers.wake(row.id(), Triggers.WakeReason.DUE);
                woken.put(row.id(), new Woken(row.dueAt(), now));
                count++;
            }
        }
        return count;
    }

    private boolean isNews(Conversation row) {
        var last = woken.get(row.id());
        return last == null || !Objects.equals(last.dueAt(), row.dueAt());
    }
}
