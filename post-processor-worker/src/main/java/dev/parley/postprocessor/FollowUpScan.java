package dev.parley.postprocessor;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Share;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.UnpublishableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Announces replies again that nobody followed up in time: their record was lost, or refused, or
 * what follows a reply failed. Each is announced ever more seldom, until it is too old. Slow on
 * purpose: behind a post-processor that lags, it must not add to the lag. Not thread-safe: one
 * thread calls {@link #run}.
 */
final class FollowUpScan {
    /** Replies of one conversation that one look announces at most. */
    private static final int MOST_REPLIES = 20;

    private final ConversationStore store;
    private final Triggers triggers;
    private final InstantSource clock;
    private final FollowUpProperties properties;
    private final Supplier<Share> share;
    private final Map<ConversationId, Announced> announced = new HashMap<>();
    private Instant from = Instant.MIN;

    /** When a conversation's replies were announced again last, and how long the next rest is. */
    private record Announced(Instant at, Duration rest) {
        boolean isOver(Instant now) {
            return !at.plus(rest).isAfter(now);
        }
    }

    /**
     * Makes one.
     *
     * @param share which conversations are this process's to look after, now
     */
    FollowUpScan(
            ConversationStore store,
            Triggers triggers,
            InstantSource clock,
            FollowUpProperties properties,
            Supplier<Share> share) {
        this.store = store;
        this.triggers = triggers;
        this.clock = clock;
        this.properties = properties;
        this.share = share;
    }

    /**
     * Looks once, and remembers where it ended.
     *
     * @return how many replies were announced again
     */
    int run() {
        var now = clock.instant();
        announced.values().removeIf(last -> last.at().plus(properties.within()).isBefore(now));
        var oldest = now.minus(properties.within());
        var start = from.isBefore(oldest) ? oldest : from;
        var rows = store.notFollowedUp(start, now.minus(properties.after()), properties.limit());
        from = rows.size() < properties.limit() ? oldest : next(start, rows.getLast());
        var own = share.get();
        return rows.stream()
                .filter(row -> own.covers(row.id()))
                .mapToInt(row -> announce(row, now))
                .sum();
    }

    /**
     * Those of the same moment may go on behind it; a page of one moment must not stop the look.
     */
    private static Instant next(Instant start, Conversation last) {
        var ended = last.timeline().lastProcessedAt();
        return ended == null || !ended.isAfter(start) ? start.plusMillis(1) : ended;
    }

    private int announce(Conversation row, Instant now) {
        var last = announced.get(row.id());
        if (last != null && !last.isOver(now)) {
            return 0;
        }
        var missing = missing(row, now);
        missing.forEach(reply -> announce(row.id(), reply));
        var rest = last == null ? properties.after() : last.rest().multipliedBy(2);
        announced.put(row.id(), new Announced(now, rest));
        return missing.size();
    }

    private List<Reply> missing(Conversation row, Instant now) {
        return store.replies(row.id(), row.followedUp(), MOST_REPLIES).stream()
                .filter(reply -> !reply.committedAt().plus(properties.after()).isAfter(now))
                .toList();
    }

    private void announce(ConversationId id, Reply reply) {
        try {
            triggers.replied(id, reply);
        } catch (UnpublishableException e) {
            triggers.followUp(id, Triggers.FollowUp.RETRY);
        }
    }
}
