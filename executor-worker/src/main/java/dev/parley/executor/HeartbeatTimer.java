package dev.parley.executor;

import dev.parley.conversation.turn.TurnSettings;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Beats a dozen times a lease from {@link #start} to {@link #close}, which comes after the workers
 * have stopped.
 */
final class HeartbeatTimer implements AutoCloseable {
    private static final int BEATS_PER_LEASE = 12;

    private final Heartbeats heartbeats;
    private final long millis;
    private @Nullable ScheduledExecutorService timer;

    HeartbeatTimer(Heartbeats heartbeats, TurnSettings settings) {
        this.heartbeats = heartbeats;
        this.millis = Math.max(1, settings.lease().toMillis() / BEATS_PER_LEASE);
    }

    void start() {
        var created =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("parley-heartbeats").factory());
        var _ =
                created.scheduleWithFixedDelay(
                        heartbeats::beat, millis, millis, TimeUnit.MILLISECONDS);
        timer = created;
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }
}
