package dev.parley.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts pieces of live text that Redis took, and those it did not. */
final class LiveMetrics {
    final Counter published;
    final Counter dropped;

    LiveMetrics(MeterRegistry registry) {
        published = counter(registry, "published");
        dropped = counter(registry, "dropped");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("parley.live.pieces")
                .description("Pieces of live text, joined, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
