package dev.parley.executor;

import dev.parley.conversation.turn.TurnSettings;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Beats a dozen times a lease, as long as the application runs; stops after the workers did. */
class HeartbeatTimer implements SmartLifecycle {
    private static final int BEATS_PER_LEASE = 12;

    private final Heartbeats heartbeats;
    private final long millis;
    private @Nullable ScheduledExecutorService timer;

    HeartbeatTimer(Heartbeats heartbeats, TurnSettings settings) {
        this.heartbeats = heartbeats;
        this.millis = Math.max(1, settings.lease().toMillis() / BEATS_PER_LEASE);
    }

    @Override
    public void start() {
        var created = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("parley-heartbeats").factory());
        var _ = created.scheduleWithFixedDelay(heartbeats::beat, millis, millis, TimeUnit.MILLISECONDS);
        timer = created;
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
