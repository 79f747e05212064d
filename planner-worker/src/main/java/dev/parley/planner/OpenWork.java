package dev.parley.planner;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.deadletter.DeadLetters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Measures what waits: how long the oldest message has had no disposition, or a redriven turn has
 * been open, and how many dead letters nobody has decided about. Both are unknown (NaN) until the
 * store has answered, and again when it does not. Not thread-safe: one thread measures.
 */
final class OpenWork {
    static final String OLDEST_WAITING = "parley.conversations.oldest.waiting";
    static final String OPEN_DEAD_LETTERS = "parley.dead.letters.open";

    private static final Duration APART = Duration.ofMinutes(1);

    private final ConversationStore store;
    private final DeadLetters letters;
    private final InstantSource clock;
    private @Nullable Instant aheadSince;
    private volatile double oldestSeconds = Double.NaN;
    private volatile double openLetters = Double.NaN;

    OpenWork(
            ConversationStore store,
            DeadLetters letters,
            InstantSource clock,
            MeterRegistry meters) {
        this.store = store;
        this.letters = letters;
        this.clock = clock;
        Gauge.builder(OLDEST_WAITING, this, work -> work.oldestSeconds)
                .description("How long the oldest message without a disposition has waited")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(OPEN_DEAD_LETTERS, this, work -> work.openLetters)
                .description("Dead letters that nobody has decided about")
                .register(meters);
    }

    double oldestSeconds() {
        return oldestSeconds;
    }

    /** Asks the store once; what stops it leaves both unknown. */
    void measure() {
        try {
            oldestSeconds = oldest(clock.instant());
            openLetters = letters.countOpen();
        } catch (RuntimeException e) {
            oldestSeconds = Double.NaN;
            openLetters = Double.NaN;
            throw e;
        }
    }

    /** The store's clock may be ahead of ours, hence the minute. */
    private double oldest(Instant now) {
        var first = store.waiting(null, now.plus(APART), 1).stream().findFirst();
        if (first.isEmpty()) {
            aheadSince = null;
            return 0;
        }
        var since = Objects.requireNonNull(first.get().timeline().waitingSince());
        return seconds(since.isAfter(now.plus(APART)) ? seenAhead(now) : since, now);
    }

    /** Of one that another clock wrote only this is known: since when we see it. */
    private Instant seenAhead(Instant now) {
        var seen = aheadSince == null ? now : aheadSince;
        aheadSince = seen;
        return seen;
    }

    private static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis() / 1e3);
    }
}
