package dev.parley.benchmarks;

import java.time.Duration;
import java.util.Map;

/**
 * What {@code bench turns} does.
 *
 * @param concurrency conversations at once in the closed loop
 * @param rate turns a second of the paced load
 * @param rounds how often pipeline and floor take turns
 * @param organizations how many the conversations belong to
 * @param turnsEach turns of each conversation, after which a new one begins
 * @param warmUp load before the first measurement
 * @param measured length of each of the three measurements
 * @param properties settings of the services
 */
record TurnsSettings(
        int concurrency,
        int rate,
        int rounds,
        int organizations,
        int turnsEach,
        Duration warmUp,
        Duration measured,
        Map<String, String> properties) {
    TurnsSettings {
        requireBetween("concurrency", concurrency, 1, 5_000);
        requireBetween("rate", rate, 1, 100_000);
        requireBetween("rounds", rounds, 1, 100);
        requireBetween("organizations", organizations, 1, 1_000);
        requireBetween("turns", turnsEach, 1, 1_000);
        if (measured.toMillis() < rounds * 1_000L) {
            throw new IllegalArgumentException("--seconds must be at least one for each round");
        }
        properties = Map.copyOf(properties);
    }

    /** How long the closed loop of one round is measured. */
    Duration round() {
        return measured.dividedBy(rounds);
    }

    private static void requireBetween(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "--%s must be between %d and %d, not %d".formatted(option, least, most, value));
        }
    }
}
