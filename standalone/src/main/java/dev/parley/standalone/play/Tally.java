package dev.parley.standalone.play;

import dev.parley.standalone.client.Fate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts while the conversations play. Thread-safe; numbers read together may be a message apart.
 */
final class Tally {
    private final Histogram latency = new ConcurrentHistogram(TimeUnit.HOURS.toMicros(1), 3);
    private final Map<Fate, LongAdder> fates = new EnumMap<>(Fate.class);
    private final LongAdder conversations = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder settled = new LongAdder();
    private final LongAdder missing = new LongAdder();

    Tally() {
        for (var fate : Fate.values()) {
            fates.put(fate, new LongAdder());
        }
    }

    void accepted() {
        accepted.increment();
    }

    /** A message came to its end, so long after it was accepted. */
    void settled(Fate fate, Duration after) {
        fates.getOrDefault(fate, missing).increment();
        settled.increment();
        latency.recordValue(
                Math.clamp(after.toNanos() / 1_000, 1, latency.getHighestTrackableValue()));
    }

    /** A message was accepted and no end of it was seen in time. */
    void missing() {
        missing.increment();
    }

    void conversationEnded() {
        conversations.increment();
    }

    long conversations() {
        return conversations.sum();
    }

    long acceptedMessages() {
        return accepted.sum();
    }

    long settledMessages() {
        return settled.sum();
    }

    long missingMessages() {
        return missing.sum();
    }

    long count(Fate fate) {
        return fates.getOrDefault(fate, missing).sum();
    }

    /** A percentile of the time from acceptance to the end, in milliseconds; 0 before the first. */
    double percentileMillis(double percentile) {
        return latency.getTotalCount() == 0
                ? 0
                : latency.getValueAtPercentile(percentile) / 1_000.0;
    }
}
