package dev.parley.benchmarks;

import dev.parley.benchmarks.LoadClient.Timing;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** The stretch of time that is measured, and what counts for it. Thread-safe. */
final class Window {
    private final Usage usage;
    private final LongAdder turns = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<String> firstError = new AtomicReference<>("");
    private final Latencies accepted = new Latencies();
    private final Latencies committed = new Latencies();
    private final Latencies seen = new Latencies();
    private final Latencies intended = new Latencies();
    private volatile boolean open;
    private long begunNanos;
    private long cpuBefore;
    private double seconds;
    private double cpuSeconds;

    Window(Usage usage) {
        this.usage = usage;
    }

    void open() {
        cpuBefore = usage.cpuNanos();
        begunNanos = System.nanoTime();
        open = true;
    }

    void close() {
        open = false;
        seconds = (System.nanoTime() - begunNanos) / 1e9;
        cpuSeconds = (usage.cpuNanos() - cpuBefore) / 1e9;
    }

    boolean isOpen() {
        return open;
    }

    /**
     * Counts a turn.
     *
     * @param sinceIntended microseconds from the moment it was to be sent until its reply was seen
     */
    void count(Timing timing, long sinceIntended) {
        turns.increment();
        accepted.add(timing.accepted());
        committed.add(timing.committed());
        seen.add(timing.seen());
        intended.add(sinceIntended);
    }

    /** Counts a turn that failed, in the window or not. */
    void failed(Exception failure) {
        errors.increment();
        firstError.compareAndSet("", failure.toString());
    }

    LoadResult result() {
        return new LoadResult(
                turns.sum(),
                seconds,
                errors.sum(),
                firstError.get(),
                cpuSeconds,
                accepted,
                committed,
                seen,
                intended);
    }
}
