package dev.parley.testkit.openai;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets some of the calls fail, in many ways, and echoes the others. What becomes of a call depends
 * on the seed and its number alone. Thread-safe.
 */
public final class FailureMix implements StubBehaviour {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long seed;
    private final double share;
    private final List<StubFailure> ways;
    private final Duration latency;
    private final Duration slow;

    /**
     * Makes a mix.
     *
     * @param seed the same seed gives the same fates
     * @param percent how many of a hundred calls fail, 0 to 100
     * @param ways the failures, each as likely as the others
     * @param latency of every call but the slow ones
     * @param slow latency of {@link StubFailure#SLOW}: longer than the caller's timeout
     */
    public FailureMix(
            long seed,
            double percent,
            Collection<StubFailure> ways,
            Duration latency,
            Duration slow) {
        if (percent < 0 || percent > 100 || ways.isEmpty()) {
            throw new IllegalArgumentException("0 to 100 percent fail, in at least one way");
        }
        this.seed = seed;
        this.share = percent / 100;
        this.ways = ways.stream().sorted().toList();
        this.latency = latency;
        this.slow = slow;
    }

    @Override
    public StubReply reply(StubCall call) {
        var echo = StubReply.echo(call).after(latency);
        var random = new SplittableRandom(seed + call.number() * 0x9E3779B97F4A7C15L);
        if (random.nextDouble() >= share) {
            return echo;
        }
        var way = ways.get(random.nextInt(ways.size()));
        return switch (way) {
            case RATE_LIMITED ->
                    echo.failing(way).header("Retry-After", "" + RETRY_AFTER.toSeconds());
            case SLOW -> echo.failing(way).after(slow);
            default -> echo.failing(way);
        };
    }
}
