package dev.parley.testkit.openai;

import java.util.Map;

/**
 * What the stub has seen so far.
 *
 * @param calls calls that came in
 * @param failures calls that failed, by the way they did
 * @param completionTokens tokens sent in all calls; one for each piece
 * @param wastedTokens those of them that were sent in calls that failed
 * @param running calls at work now
 * @param maxRunning the most calls that were at work at once
 */
public record StubCounts(
        long calls,
        Map<StubFailure, Long> failures,
        long completionTokens,
        long wastedTokens,
        int running,
        int maxRunning) {
    public StubCounts {
        failures = Map.copyOf(failures);
    }

    /** Calls that failed in any way. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Calls that failed this way. */
    public long failed(StubFailure way) {
        return failures.getOrDefault(way, 0L);
    }
}
