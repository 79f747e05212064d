package dev.parley.benchmarks.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is played against which faults.
 *
 * @param families in the order in which they run
 * @param controls whether each family is followed by its negative control
 * @param conversations that play at once, each of {@link Talk#MESSAGES} messages, round after round
 *     until the fault is over
 * @param modelLatency time that the model's stub takes
 * @param each processes of each worker
 * @param jvmOptions options of every process
 * @param brokerDefaults whether the broker asks of groups what a broker asks that nobody configured
 * @param properties further settings of the services
 */
record FaultsSettings(
        List<Family> families,
        boolean controls,
        int conversations,
        Duration modelLatency,
        int each,
        List<String> jvmOptions,
        boolean brokerDefaults,
        Map<String, String> properties) {
    /** A line counts only with so many messages. */
    static final int FEWEST_MESSAGES = 100;

    FaultsSettings {
        int fewest = Math.ceilDiv(FEWEST_MESSAGES, Talk.MESSAGES);
        if (conversations < fewest || conversations > 500) {
            throw new IllegalArgumentException(
                    "--conversations must be %d to 500: a line counts only with %d messages"
                            .formatted(fewest, FEWEST_MESSAGES));
        }
        if (each < 2) {
            throw new IllegalArgumentException(
                    "--each must be at least 2: one of each worker ends while the other works");
        }
        families = List.copyOf(families);
        jvmOptions = List.copyOf(jvmOptions);
        properties = Map.copyOf(properties);
    }

    boolean shiftsClocks() {
        return families.stream().anyMatch(Family::shiftsClocks);
    }
}
