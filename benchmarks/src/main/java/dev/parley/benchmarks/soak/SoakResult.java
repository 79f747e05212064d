package dev.parley.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of it all.
 *
 * @param unfinished conversations of hostile organizations in which an accepted message has come to
 *     no end
 * @param alive whether the process still ran at the end
 * @param logLines what it wrote to its log
 */
record SoakResult(
        FuzzTally fuzz,
        Ledger ledger,
        List<String> quiet,
        Footprints footprints,
        List<String> unfinished,
        boolean alive,
        long logLines) {
    private static final int SHOWN = 10;

    SoakResult {
        quiet = List.copyOf(quiet);
        unfinished = List.copyOf(unfinished);
    }

    /** Times and sizes are told and not judged. */
    boolean isGood() {
        return alive
                && fuzz.failures().isEmpty()
                && unfinished.isEmpty()
                && ledger.serverErrors() == 0
                && ledger.isBalanced()
                && ledger.lost() == 0
                && ledger.doubled() == 0;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.addAll(fuzz.lines());
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  conversations with an accepted message that came to no end=%d",
                        unfinished.size()));
        unfinished.stream().limit(SHOWN).forEach(id -> lines.add("  WITHOUT END " + id));
        lines.addAll(ledger.lines());
        lines.add("quiet organization, one message at a time, from sending to its reply");
        lines.addAll(quiet);
        lines.addAll(footprints.table());
        lines.add(String.format(Locale.ROOT, "lines in the log of up %,d", logLines));
        lines.add(isGood() ? "ok" : alive ? "BROKEN" : "BROKEN: the process has ended");
        return lines;
    }
}
