package dev.parley.planner;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Triggers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sweep at its interval from {@link #start} to {@link #close}. */
final class SweepTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SweepTimer.class);

    private final Sweep sweep;
    private final SweepProperties properties;
    private final MeterRegistry meters;
    private @Nullable ScheduledExecutorService timer;

    SweepTimer(
            ConversationStore store,
            Triggers triggers,
            InstantSource clock,
            SweepProperties properties,
            MeterRegistry meters) {
        this.sweep = new Sweep(store, triggers, clock, properties.limit(), properties.patience());
        this.properties = properties;
        this.meters = meters;
    }

    void start() {
        if (!properties.enabled()) {
            return;
        }
        var created =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("parley-sweep").factory());
        long millis = properties.interval().toMillis();
        var _ = created.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
        timer = created;
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    private void run() {
        try {
            int woken = sweep.run();
            meters.counter("parley.sweep.woken").increment(woken);
        } catch (RuntimeException e) {
            LOG.warn(
                    "the sweep failed, the next one is in {}: {}",
                    properties.interval(),
                    e.toString());
        }
    }
}
