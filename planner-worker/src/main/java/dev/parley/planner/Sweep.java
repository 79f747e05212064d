package dev.parley.planner;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Share;
import dev.parley.conversation.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes conversations whose due moment has passed, or whose turn's holder is dead: what heals a
 * crash that took the last trigger with it. Each process sweeps its own share; what has been
 * overdue for long in the share of another, any process wakes, in small numbers: its sweep may have
 * stopped. Two that wake the same do no harm. Not thread-safe: one thread calls {@link #run}.
 */
final class Sweep {
    /** After so long another share is looked after as well. */
    static final Duration NEGLECTED = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Entries looked at for each one that may be woken: among them there are others' turns. */
    private static final int LOOKS = 10;

    /** One run in so many looks at other shares, for one in so many of the wakeups. */
    private static final int SELDOM = 10;

    private final ConversationStore store;
    private final Triggers triggers;
    private final InstantSource clock;
    private final AbandonedTurns abandoned;
    private final SweepProperties properties;
    private final Duration horizon;
    private final Supplier<Share> share;
    private final Map<ConversationId, Woken> woken = new HashMap<>();
    private Overdue.@Nullable Entry ownAfter;
    private Overdue.@Nullable Entry othersAfter;
    private long runs;

    /** A wakeup that was emitted, for the due moment the row had then. */
    private record Woken(Instant dueAt, Instant at) {}

    /**
     * What a run came to.
     *
     * @param woken how many were woken
     * @param otherClocks how many of them have a due moment that another clock wrote
     */
    record Run(int woken, int otherClocks) {
        private Run and(Run other) {
            return new Run(woken + other.woken, otherClocks + other.otherClocks);
        }
    }

    /**
     * Makes a sweep.
     *
     * @param horizon how far ahead a due moment may lie
     * @param share which conversations are this process's to wake, now
     */
    Sweep(
            ConversationStore store,
            Triggers triggers,
            InstantSource clock,
            AbandonedTurns abandoned,
            SweepProperties properties,
            Duration horizon,
            Supplier<Share> share) {
        this.store = store;
        this.triggers = triggers;
        this.clock = clock;
        this.abandoned = abandoned;
        this.properties = properties;
        this.horizon = horizon;
        this.share = share;
    }

    /** Wakes what is overdue, and remembers where it looked. */
    Run run() {
        var now = clock.instant();
        woken.values().removeIf(wake -> wake.at().plus(properties.patience()).isBefore(now));
        var own = share.get();
        var run = new Run(0, 0);
        if (!own.isEmpty()) {
            var look = store.overdue(own, horizon, ownAfter, properties.limit() * LOOKS);
            ownAfter = look.next();
            run = wake(look, _ -> true, properties.limit(), now);
        }
        if (runs++ % SELDOM == 0) {
            var look = store.overdue(Share.ALL, horizon, othersAfter, properties.limit());
            othersAfter = look.next();
            var others =
                    wake(
                            look,
                            entry -> isNeglected(entry, own, now),
                            Math.max(1, properties.limit() / SELDOM),
                            now);
            run = run.and(others);
        }
        return run.and(wake(abandoned(), _ -> true, properties.limit(), now));
    }

    /** Any process wakes them: they are few, and customers wait. */
    private Overdue abandoned() {
        return new Overdue(
                abandoned.look(properties.limit()).stream()
                        .filter(row -> row.dueAt() != null)
                        .map(row ->
                                new Overdue.Entry(row.id(), Objects.requireNonNull(row.dueAt())))
                        .toList(),
                null);
    }

    private Run wake(Overdue look, Predicate<Overdue.Entry> wanted, int limit, Instant now) {
        var news = look.entries().stream().filter(this::isNews).filter(wanted).toList();
        var chosen = Turns.fair(news, entry -> entry.conversation().organization(), limit);
        if (chosen.isEmpty()) {
            return new Run(0, 0);
        }
        triggers.wakeAll(
                chosen.stream().map(Overdue.Entry::conversation).toList(), Triggers.WakeReason.DUE);
        chosen.forEach(entry -> woken.put(entry.conversation(), new Woken(entry.dueAt(), now)));
        return new Run(chosen.size(), otherClocks(chosen, now));
    }

    private int otherClocks(List<Overdue.Entry> chosen, Instant now) {
        var ahead = chosen.stream().filter(entry -> isAhead(entry, now)).toList();
        if (!ahead.isEmpty()) {
            LOG.warn(
                    "{} conversations were due beyond {} from now, the first is {} at {}: another clock wrote that; they are woken",
                    ahead.size(),
                    horizon,
                    ahead.getFirst().conversation(),
                    ahead.getFirst().dueAt());
        }
        return ahead.size();
    }

    private boolean isNews(Overdue.Entry entry) {
        var last = woken.get(entry.conversation());
        return last == null || !last.dueAt().equals(entry.dueAt());
    }

    private boolean isNeglected(Overdue.Entry entry, Share own, Instant now) {
        return !own.covers(entry.conversation())
                && (isAhead(entry, now) || entry.dueAt().plus(NEGLECTED).isBefore(now));
    }

    /** The store's clock decided that it is beyond the horizon; ours may be a little apart. */
    private boolean isAhead(Overdue.Entry entry, Instant now) {
        return entry.dueAt().isAfter(now.plus(horizon.dividedBy(2)));
    }
}
