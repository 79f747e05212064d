package dev.parley.benchmarks;

/**
 * What a measurement came to.
 *
 * @param turns replies seen within the measured time
 * @param seconds the measured time
 * @param errors turns that were refused or not answered in time, whenever
 * @param firstError what the first of them was about; empty without errors
 * @param cpuSeconds processor time of this JVM and of Redis within the measured time
 * @param committed from the received 202 to the reply's commit
 * @param seen from the received 202 until the reply was seen
 * @param intended from the moment the turn was to be sent until the reply was seen
 */
record LoadResult(
        long turns,
        double seconds,
        long errors,
        String firstError,
        double cpuSeconds,
        Latencies accepted,
        Latencies committed,
        Latencies seen,
        Latencies intended) {

    double turnsPerSecond() {
        return seconds == 0 ? 0 : turns / seconds;
    }

    double cpuMillisPerTurn() {
        return turns == 0 ? 0 : cpuSeconds * 1_000 / turns;
    }

    /** How many processors were busy on average. */
    double processorsBusy() {
        return seconds == 0 ? 0 : cpuSeconds / seconds;
    }

    /** The result of both measurements one after the other. */
    LoadResult and(LoadResult later) {
        return new LoadResult(
                turns + later.turns,
                seconds + later.seconds,
                errors + later.errors,
                firstError.isEmpty() ? later.firstError : firstError,
                cpuSeconds + later.cpuSeconds,
                joined(accepted, later.accepted),
                joined(committed, later.committed),
                joined(seen, later.seen),
                joined(intended, later.intended));
    }

    private static Latencies joined(Latencies one, Latencies other) {
        var both = new Latencies();
        both.addAll(one);
        both.addAll(other);
        return both;
    }
}
