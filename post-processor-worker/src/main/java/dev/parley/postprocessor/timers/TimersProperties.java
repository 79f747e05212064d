package dev.parley.postprocessor.timers;

import dev.parley.runtime.BackOff;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The timers: reminders, closings and retries at their moment. Settings of Kafka Streams itself are
 * Spring's {@code spring.kafka.streams.*}.
 *
 * @param enabled whether this process keeps timers; default true. One process of a deployment must
 * @param stateDirectory where the timers are kept between starts, one directory for each process;
 *     what is lost there is read again from the changelogs; default {@code data/timers}
 * @param threads threads that share the partitions; default 1
 * @param interval how often it is looked for due timers; default 100 ms
 * @param limit due timers that a partition tells at once, at most, the rest at the next interval;
 *     default 1,000
 * @param memory what RocksDB may hold outside the heap, for all partitions of the process, 16 MB at
 *     least; default 64 MB
 * @param firstRepeat after a look at a silent conversation, how long until it is looked at again
 *     when nothing came of it, growing to twice with each; default 1 minute
 * @param longestRepeat the longest of these distances; default 1 hour
 * @param repeats how often a conversation that is to be closed is looked at again; default 10
 * @param firstDelay rest after the first of several failures that name no moment of their own,
 *     growing to twice with each; default 1 s
 * @param maxDelay the longest of these rests; default 60 s
 * @param maxTries failures in a row, without a moment of their own, that are followed by a retry;
 *     default 20
 */
@ConfigurationProperties(prefix = "parley.timers", ignoreUnknownFields = false)
public record TimersProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("data/timers") String stateDirectory,
        @DefaultValue("1") int threads,
        @DefaultValue("100ms") Duration interval,
        @DefaultValue("1000") int limit,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("1m") Duration firstRepeat,
        @DefaultValue("1h") Duration longestRepeat,
        @DefaultValue("10") int repeats,
        @DefaultValue("1s") Duration firstDelay,
        @DefaultValue("60s") Duration maxDelay,
        @DefaultValue("20") int maxTries) {
    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(16);

    public TimersProperties {
        requireAtLeast("threads", threads, 1);
        requireAtLeast("limit", limit, 1);
        requireAtLeast("repeats", repeats, 0);
        requireAtLeast("max-tries", maxTries, 0);
        if (stateDirectory.isBlank()) {
            throw new IllegalArgumentException("parley.timers.state-directory must not be empty");
        }
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("parley.timers.interval must be at least 1 ms");
        }
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("parley.timers.memory must be at least 16MB");
        }
        requireGrowing("first-repeat", firstRepeat, "longest-repeat", longestRepeat);
        requireGrowing("first-delay", firstDelay, "max-delay", maxDelay);
    }

    TimerSettings settings() {
        return new TimerSettings(
                new IdleRules(BackOff.between(firstRepeat, longestRepeat), repeats),
                new RetryRules(BackOff.between(firstDelay, maxDelay), maxTries),
                interval,
                limit);
    }

    private static void requireAtLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "parley.timers.%s must be at least %d, not %d".formatted(key, least, value));
        }
    }

    private static void requireGrowing(
            String firstKey, Duration first, String lastKey, Duration last) {
        if (!first.isPositive() || last.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "parley.timers.%s must be positive and not above parley.timers.%s"
                            .formatted(firstKey, lastKey));
        }
    }
}
