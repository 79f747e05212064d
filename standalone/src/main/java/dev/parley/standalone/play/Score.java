package dev.parley.standalone.play;

import dev.parley.standalone.client.Fate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a run went.
 *
 * @param conversations conversations that were played
 * @param accepted messages whose 2xx was seen
 * @param refused messages that the server never accepted
 * @param fates how many messages came to which end
 * @param findings each lost message and each duplicate
 * @param p50Millis median time from acceptance to the end
 * @param p99Millis 99th percentile of the same
 * @param slowestMillis the longest of the same
 */
public record Score(
        long conversations,
        long accepted,
        long refused,
        Map<Fate, Long> fates,
        List<Finding> findings,
        double p50Millis,
        double p99Millis,
        double slowestMillis) {
    public Score {
        fates = Map.copyOf(fates);
        findings = List.copyOf(findings);
    }

    /** Accepted messages that came to no end. */
    public long lost() {
        return count(Finding.Kind.LOST);
    }

    /** Messages stored twice and replies too many. */
    public long duplicates() {
        return count(Finding.Kind.DUPLICATE);
    }

    /** Tells whether every message was accepted, none was lost and nothing was doubled. */
    public boolean isGood() {
        return findings.isEmpty() && refused == 0;
    }

    /** The line that a run ends with. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "conversations=%d accepted=%d answered=%d merged=%d human=%d ignored=%d parked=%d lost=%d duplicates=%d"
                        + " p50_ms=%.1f p99_ms=%.1f",
                conversations,
                accepted,
                fate(Fate.ANSWERED),
                fate(Fate.MERGED),
                fate(Fate.HUMAN),
                fate(Fate.IGNORED),
                fate(Fate.PARKED),
                lost(),
                duplicates(),
                p50Millis,
                p99Millis);
    }

    private long fate(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    private long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
