package dev.parley.benchmarks.faults;

import dev.parley.standalone.client.Fate;
import java.util.Locale;
import java.util.Map;

/**
 * What came of one run.
 *
 * @param fates how many messages came to which end
 * @param lost accepted messages without an end
 * @param doubled messages stored twice and replies too many
 * @param ambiguous replies of which nobody knows whether they were sent
 * @param slowestMillis the longest from acceptance to the end
 * @param firstMillis from the fault to the first end after it; -1 for none
 * @param underWay messages that were on their way at the fault
 * @param underWayMillis the 99th percentile of how long after the fault they came to their end
 * @param afterMillis the same of what was on its way when the fault was over, from there
 */
record FaultResult(
        Family family,
        boolean control,
        long accepted,
        Map<Fate, Long> fates,
        long lost,
        long doubled,
        long ambiguous,
        double slowestMillis,
        long firstMillis,
        long underWay,
        long underWayMillis,
        long faultMillis,
        long afterMillis) {
    FaultResult {
        fates = Map.copyOf(fates);
    }

    /** A control is good when both harms were seen; a run when there was nothing to see. */
    boolean isGood() {
        return control ? lost > 0 && doubled > 0 : lost == 0 && doubled == 0 && counts();
    }

    /** Tells whether it was long enough to say something, and its sums agree. */
    private boolean counts() {
        long ends = fates.values().stream().mapToLong(Long::longValue).sum();
        return accepted >= FaultsSettings.FEWEST_MESSAGES && ends == accepted;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "family=%s%s accepted=%d answered=%d merged=%d human=%d ignored=%d parked=%d lost=%d doubled=%d ambiguous=%d"
                        + " slowest_ms=%.0f first_reply_ms=%d under_way=%d under_way_p99_ms=%d fault_ms=%d after_ms=%d %s",
                family.label(),
                control ? " control" : "",
                accepted,
                fate(Fate.ANSWERED),
                fate(Fate.MERGED),
                fate(Fate.HUMAN),
                fate(Fate.IGNORED),
                fate(Fate.PARKED),
                lost,
                doubled,
                ambiguous,
                slowestMillis,
                firstMillis,
                underWay,
                underWayMillis,
                faultMillis,
                afterMillis,
                verdict());
    }

    private String verdict() {
        if (control) {
            return isGood() ? "caught" : "NOT CAUGHT";
        }
        return isGood() ? "ok" : counts() ? "BROKEN" : "DOES NOT COUNT";
    }

    private long fate(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }
}
