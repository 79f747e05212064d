package dev.parley.model.guard;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A deployment in virtual time that refuses at once what is above its capacity. */
final class FakeDeployment {
    private static final Duration REFUSES_WITHIN = Duration.ofMillis(5);

    private final VirtualTime time;
    private final Duration latency;
    private final @Nullable Duration retryAfter;
    private int capacity;
    private boolean down;
    private boolean resting;
    private int running;
    private int serving;

    int calls;
    int answered;
    int refused;
    int mostAtOnce;
    int startedWhileResting;

    /**
     * Makes one.
     *
     * @param retryAfter how long it asks for rest with each refusal, and then refuses everything;
     *     null for not at all
     */
    FakeDeployment(
            VirtualTime time, int capacity, Duration latency, @Nullable Duration retryAfter) {
        this.time = time;
        this.capacity = capacity;
        this.latency = latency;
        this.retryAfter = retryAfter;
    }

    void setCapacity(int calls) {
        capacity = calls;
    }

    void setDown(boolean value) {
        down = value;
    }

    /** Forgets what was counted. */
    void countAnew() {
        calls = 0;
        answered = 0;
        refused = 0;
        mostAtOnce = 0;
        startedWhileResting = 0;
    }

    /** Begins a call and tells later how it ended. */
    void call(BiConsumer<Signal, @Nullable Duration> end) {
        calls++;
        running++;
        mostAtOnce = Math.max(mostAtOnce, running);
        if (down) {
            endLater(REFUSES_WITHIN, Signal.UNAVAILABLE, null, end);
        } else if (resting || serving >= capacity) {
            refuse(end);
        } else {
            serving++;
            endLater(latency, Signal.ANSWERED, null, end);
        }
    }

    private void refuse(BiConsumer<Signal, @Nullable Duration> end) {
        refused++;
        startedWhileResting += resting ? 1 : 0;
        endLater(REFUSES_WITHIN, Signal.REFUSED, retryAfter, end);
        if (retryAfter != null && !resting) {
            // From when the caller knows of it.
            time.after(REFUSES_WITHIN, () -> resting = true);
            time.after(REFUSES_WITHIN.plus(retryAfter).minusNanos(1), () -> resting = false);
        }
    }

    private void endLater(
            Duration after,
            Signal signal,
            @Nullable Duration wait,
            BiConsumer<Signal, @Nullable Duration> end) {
        time.after(
                after,
                () -> {
                    running--;
                    if (signal == Signal.ANSWERED) {
                        serving--;
                        answered++;
                    }
                    end.accept(signal, wait);
                });
    }
}
