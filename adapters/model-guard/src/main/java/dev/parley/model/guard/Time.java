package dev.parley.model.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time that only goes forward: a jump of the wall clock must not hold calls back. */
public interface Time {
    Time SYSTEM =
            new Time() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void after(Duration delay, Runnable action) {
                    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                            .execute(action);
                }
            };

    /** Nanoseconds since some moment; only differences mean anything. */
    long nanos();

    /** Runs a short action, not earlier than after the delay, in another thread. */
    void after(Duration delay, Runnable action);

    /** The same time for those who want a clock; its date means nothing. */
    default Clock clock() {
        var time = this;
        long start = nanos();
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH.plusNanos(time.nanos() - start);
            }
        };
    }
}
