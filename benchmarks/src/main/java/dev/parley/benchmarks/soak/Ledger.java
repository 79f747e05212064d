package dev.parley.benchmarks.soak;

import dev.parley.standalone.client.Fate;
import dev.parley.standalone.play.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What became of ordinary messages and requests. Thread-safe. */
final class Ledger {
    private static final int SERVER_ERRORS = 500;
    private static final int SHOWN = 10;

    private final LongAdder accepted = new LongAdder();
    private final LongAdder serverErrors = new LongAdder();
    private final LongAdder sideTrips = new LongAdder();
    private final Map<Fate, LongAdder> fates = new EnumMap<>(Fate.class);
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    Ledger() {
        for (var fate : Fate.values()) {
            fates.put(fate, new LongAdder());
        }
    }

    void accepted() {
        accepted.increment();
    }

    void settled(Fate fate) {
        fates.getOrDefault(fate, accepted).increment();
    }

    /** What a conversation that was read back shows to be wrong. */
    void found(List<Finding> wrong) {
        findings.addAll(wrong);
    }

    /** Something else than a message was asked for, and answered as it should be. */
    void sideTrip() {
        sideTrips.increment();
    }

    /**
     * An ordinary request was not answered as it should be.
     *
     * @param status 0 when there was no answer
     */
    void troubled(int status, String what) {
        if (status >= SERVER_ERRORS) {
            serverErrors.increment();
        }
        troubles.add(what);
    }

    long acceptedMessages() {
        return accepted.sum();
    }

    long serverErrors() {
        return serverErrors.sum();
    }

    long lost() {
        return count(Finding.Kind.LOST);
    }

    long doubled() {
        return count(Finding.Kind.DUPLICATE);
    }

    /** Tells whether each accepted message was seen to its end. */
    boolean isBalanced() {
        return fates.values().stream().mapToLong(LongAdder::sum).sum() == accepted.sum();
    }

    private long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    private long fate(Fate fate) {
        return fates.getOrDefault(fate, accepted).sum();
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "ordinary messages accepted=%d answered=%d merged=%d human=%d ignored=%d parked=%d lost=%d doubled=%d",
                        accepted.sum(),
                        fate(Fate.ANSWERED),
                        fate(Fate.MERGED),
                        fate(Fate.HUMAN),
                        fate(Fate.IGNORED),
                        fate(Fate.PARKED),
                        lost(),
                        doubled()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "ordinary requests of other kinds=%d not_as_expected=%d server_errors=%d",
                        sideTrips.sum(),
                        troubles.size(),
                        serverErrors.sum()));
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> lines.add("  " + finding.kind() + " " + finding.text()));
        troubles.stream().limit(SHOWN).forEach(trouble -> lines.add("  " + trouble));
        return lines;
    }
}
