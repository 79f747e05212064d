package dev.parley.postprocessor.timers;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** A wall clock that can be set; elapsed time goes on. */
final class ShiftedTime implements Time {
    private final AtomicLong shift = new AtomicLong();

    void set(Duration difference) {
        shift.set(difference.toMillis());
    }

    @Override
    public long milliseconds() {
        return SYSTEM.milliseconds() + shift.get();
    }

    @Override
    public long nanoseconds() {
        return SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long millis) {
        SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object lock, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        SYSTEM.waitObject(lock, condition, deadlineMillis - shift.get());
    }
}
