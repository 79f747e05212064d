package dev.parley.postprocessor.timers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the timers count; none is tagged with a conversation or an organization. Thread-safe. */
final class TimerMetrics {
    private final MeterRegistry meters;
    private final Counter taken;
    private final Map<TimerKind, io.micrometer.core.instrument.Timer> told =
            new EnumMap<>(TimerKind.class);
    private final Map<TimerKind, Counter> givenUp = new EnumMap<>(TimerKind.class);

    TimerMetrics(MeterRegistry meters) {
        this.meters = meters;
        taken =
                Counter.builder("parley.timers.taken")
                        .description("Records that timers took in")
                        .register(meters);
        for (var kind : TimerKind.values()) {
            told.put(
                    kind,
                    io.micrometer.core.instrument.Timer.builder("parley.timers.told")
                            .description("Timers told, and how late after their due moment")
                            .tag("kind", kind.name())
                            .publishPercentiles(0.5, 0.99)
                            .distributionStatisticExpiry(Duration.ofMinutes(1))
                            .register(meters));
            givenUp.put(
                    kind,
                    Counter.builder("parley.timers.given.up")
                            .description("Timers that were told as often as they may be")
                            .tag("kind", kind.name())
                            .register(meters));
        }
    }

    void told(TimerKind kind, long lateMillis) {
        var timer = told.get(kind);
        if (timer != null) {
            timer.record(Math.max(lateMillis, 0), TimeUnit.MILLISECONDS);
        }
    }

    void givenUp(TimerKind kind) {
        var counter = givenUp.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A record that was taken in. */
    void taken() {
        taken.increment();
    }

    /** What is held outside the heap, in bytes. */
    void memory(Supplier<Number> bytes) {
        Gauge.builder("parley.timers.memory", bytes)
                .description("Memory of the timers outside the heap")
                .baseUnit("bytes")
                .register(meters);
    }

    /** A record that was left out. */
    void skipped(String topic, String reason) {
        meters.counter("parley.timers.skipped", "topic", topic, "reason", reason).increment();
    }
}
