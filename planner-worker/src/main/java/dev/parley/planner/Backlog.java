package dev.parley.planner;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.deadletter.DeadLetters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what waits: how long the oldest message has had no disposition, and how many dead
 * letters nobody has decided about. Both are unknown (NaN) until the store has answered, and again
 * when it does not.
 */
final class Backlog implements AutoCloseable {
    static final String OLDEST_WAITING = "parley.conversations.oldest.waiting";
    static final String OPEN_DEAD_LETTERS = "parley.dead.letters.open";
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    private final ConversationStore store;
    private final DeadLetters letters;
    private final InstantSource clock;
    private final Duration interval;
    private volatile double oldestSeconds = Double.NaN;
    private volatile double openLetters = Double.NaN;
    private @Nullable ScheduledExecutorService timer;

    Backlog(
            ConversationStore store,
            DeadLetters letters,
            InstantSource clock,
            BacklogProperties properties,
            MeterRegistry meters) {
        this.store = store;
        this.letters = letters;
        this.clock = clock;
        this.interval = properties.interval();
        Gauge.builder(OLDEST_WAITING, this, backlog -> backlog.oldestSeconds)
                .description("How long the oldest message without a disposition has waited")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(OPEN_DEAD_LETTERS, this, backlog -> backlog.openLetters)
                .description("Dead letters that nobody has decided about")
                .register(meters);
    }

    void start() {
        var created =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("parley-backlog").factory());
        var _ =
                created.scheduleWithFixedDelay(
                        this::measure, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        timer = created;
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    /** Asks the store once. */
    void measure() {
        try {
            oldestSeconds = oldest(clock.instant());
            openLetters = letters.countOpen();
        } catch (RuntimeException e) {
            oldestSeconds = Double.NaN;
            openLetters = Double.NaN;
            LOG.warn("what waits is unknown, the next look is in {}: {}", interval, e.toString());
        }
    }

    /** The store's clock may be ahead of ours, hence the minute. */
    private double oldest(Instant now) {
        return store.waiting(null, now.plusSeconds(60), 1).stream()
                .map(row -> row.timeline().waitingSince())
                .mapToDouble(since -> Math.max(0, Duration.between(since, now).toMillis() / 1e3))
                .findFirst()
                .orElse(0);
    }
}
