package dev.parley.testkit.openai;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts calls and tokens. Thread-safe. */
final class StubCounters {
    private final AtomicLong calls = new AtomicLong();
    private final Map<StubFailure, LongAdder> failures = new EnumMap<>(StubFailure.class);
    private final LongAdder completionTokens = new LongAdder();
    private final LongAdder wastedTokens = new LongAdder();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger maxRunning = new AtomicInteger();

    StubCounters() {
        for (var failure : StubFailure.values()) {
            failures.put(failure, new LongAdder());
        }
    }

    /** A call came in; gives its number. */
    long begun() {
        maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        return calls.getAndIncrement();
    }

    /** A call is over. */
    void ended(@Nullable StubFailure failure, int tokens) {
        completionTokens.add(tokens);
        if (failure != null) {
            failures.getOrDefault(failure, new LongAdder()).increment();
            wastedTokens.add(tokens);
        }
        running.decrementAndGet();
    }

    StubCounts now() {
        var failed = new EnumMap<StubFailure, Long>(StubFailure.class);
        failures.forEach((failure, count) -> {
            if (count.sum() > 0) {
                failed.put(failure, count.sum());
            }
        });
        return new StubCounts(
                calls.get(),
                failed,
                completionTokens.sum(),
                wastedTokens.sum(),
                running.get(),
                maxRunning.get());
    }
}
