package dev.parley.benchmarks.soak;

import java.time.Duration;
import java.util.Locale;

/**
 * What runs, and for how long. After a warm-up the time is measured in three thirds; the hostile
 * requests lie in the middle one, so that the first and the last are alike.
 *
 * @param total how long everything takes, the warm-up included and start and end not
 * @param fuzz hostile requests in all
 * @param fuzzRate hostile requests a second
 * @param rate ordinary messages a second
 * @param seed of the hostile requests: the same seed sends the same ones
 * @param patience how long an accepted message may take to come to its end before it counts as
 *     lost, and how long the server may be silent before an answer counts as none
 */
record SoakSettings(
        Duration total, int fuzz, int fuzzRate, int rate, long seed, Duration patience) {
    /** More than the edge may take for anything: a body that trickles in, a wait. */
    static final Duration PATIENCE = Duration.ofSeconds(100);

    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(2);

    SoakSettings {
        require(total.isPositive(), "--minutes must be at least 1");
        require(fuzz >= 0, "--fuzz must be at least 0");
        require(fuzzRate >= 1 && fuzzRate <= 500, "--fuzz-rate must be 1 to 500");
        require(rate >= 1 && rate <= 500, "--rate must be 1 to 500");
        double seconds = (double) fuzz / fuzzRate;
        double room = third(total).toMillis() / 1_000.0;
        require(
                seconds <= room,
                String.format(
                        Locale.ROOT,
                        "--fuzz %d at %d a second takes %.0f s, and the middle third has %.0f s: take more --minutes or fewer --fuzz",
                        fuzz,
                        fuzzRate,
                        seconds,
                        room));
    }

    Duration warmUp() {
        return warmUp(total);
    }

    Duration third() {
        return third(total);
    }

    private static Duration warmUp(Duration total) {
        var tenth = total.dividedBy(10);
        return tenth.compareTo(LONGEST_WARM_UP) < 0 ? tenth : LONGEST_WARM_UP;
    }

    private static Duration third(Duration total) {
        return total.minus(warmUp(total)).dividedBy(3);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
