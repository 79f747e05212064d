package dev.parley.benchmarks.faults;

import dev.parley.standalone.play.MessageWatch;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** When messages were accepted and settled, beside the moment of a fault. Thread-safe. */
final class Moments implements MessageWatch {
    private final Queue<long[]> all = new ConcurrentLinkedQueue<>();

    @Override
    public void settled(long acceptedAt, long settledAt) {
        all.add(new long[] {acceptedAt, settledAt});
    }

    /** How long after the fault the first message was settled, ms; -1 for none. */
    long firstAfter(long fault) {
        return all.stream()
                .mapToLong(moment -> moment[1] - fault)
                .filter(after -> after >= 0)
                .map(TimeUnit.NANOSECONDS::toMillis)
                .min()
                .orElse(-1);
    }

    /** How many messages were on their way at that moment. */
    long underWay(long moment) {
        return waits(moment).length;
    }

    /** A percentile of how long after the moment those on their way then were settled, ms. */
    long underWayMillis(long moment, double percentile) {
        var waits = waits(moment);
        if (waits.length == 0) {
            return -1;
        }
        int place = (int) Math.ceil(waits.length * percentile / 100) - 1;
        return TimeUnit.NANOSECONDS.toMillis(waits[Math.max(0, place)]);
    }

    private long[] waits(long moment) {
        LongPredicate before = at -> at - moment < 0;
        var waits =
                all.stream()
                        .filter(each -> before.test(each[0]) && !before.test(each[1]))
                        .mapToLong(each -> each[1] - moment)
                        .toArray();
        Arrays.sort(waits);
        return waits;
    }
}
