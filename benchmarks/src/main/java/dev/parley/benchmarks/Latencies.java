package dev.parley.benchmarks;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Collects durations from any thread and tells their percentiles. */
public final class Latencies {
    private static final long HIGHEST_MICROS = 600_000_000;

    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);

    /**
     * Takes one duration in microseconds; what lies below zero by the clocks' grain counts as zero.
     */
    public void add(long duration) {
        micros.recordValue(Math.clamp(duration, 0, HIGHEST_MICROS));
    }

    /** Takes over what the other has collected. */
    void addAll(Latencies other) {
        micros.add(other.micros);
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** The percentile in milliseconds; 0 when there is nothing. */
    public double millis(double percentile) {
        return count() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    public double maxMillis() {
        return count() == 0 ? 0 : micros.getMaxValue() / 1_000.0;
    }

    @Override
    public String toString() {
        return Text.of("p50 %7.1f   p99 %7.1f   max %7.1f ms", millis(50), millis(99), maxMillis());
    }
}
