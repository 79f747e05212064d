package dev.parley.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of event streams, as {@code parley.api.streams}.
 *
 * @param max streams of this process at once; default 2,000, below the connections it takes; each
 *     holds some 130 KiB
 * @param maxPerOrganization streams of one organization at once; default 1,000. It has a fair share
 *     of all of them at most, never all ({@code parley.budget.minimum-streams})
 * @param keepAlive longest silence of a stream, and how soon a client that has gone, or a key that
 *     has ended, is noticed; 100 ms to 1 minute, default 15 seconds
 * @param poll how often each stream looks at the store without being told to; 10 ms to 1 minute,
 *     default 5 seconds
 */
public record StreamProperties(
        @DefaultValue("2000") int max,
        @DefaultValue("1000") int maxPerOrganization,
        @DefaultValue("15s") Duration keepAlive,
        @DefaultValue("5s") Duration poll) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    public StreamProperties {
        ApiProperties.require(max >= 1, "streams.max must be at least 1");
        ApiProperties.require(
                maxPerOrganization >= 1, "streams.max-per-organization must be at least 1");
        ApiProperties.require(
                isWithin(keepAlive, Duration.ofMillis(100)),
                "streams.keep-alive must be between 100ms and 1m");
        ApiProperties.require(
                isWithin(poll, Duration.ofMillis(10)), "streams.poll must be between 10ms and 1m");
    }

    private static boolean isWithin(Duration value, Duration least) {
        return value.compareTo(least) >= 0 && value.compareTo(MINUTE) <= 0;
    }
}
