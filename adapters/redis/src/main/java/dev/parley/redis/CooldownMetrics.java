package dev.parley.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of the cooldown, as {@code parley.cooldown} by outcome. */
final class CooldownMetrics {
    final Counter acquired;
    final Counter busy;
    final Counter unreachable;
    final Counter lost;

    CooldownMetrics(MeterRegistry registry) {
        acquired = counter(registry, "acquired");
        busy = counter(registry, "busy");
        unreachable = counter(registry, "unreachable");
        lost = counter(registry, "lost");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("parley.cooldown")
                .description(
                        "Attempts to take, renew or release the lock of a conversation, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
