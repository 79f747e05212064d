package dev.parley.benchmarks.soak;

import dev.parley.benchmarks.Latencies;
import dev.parley.standalone.play.Script;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * An organization of which one customer at a time wants something, and which is to feel nothing of
 * the others. Not thread-safe.
 */
final class QuietOrganization {
    private static final List<List<String>> QUESTION = List.of(List.of("When do you open?"));

    private final Tenant tenant;
    private final Ledger ledger;
    private final Duration patience;
    private final Latencies warmUp = new Latencies();
    private final Latencies before = new Latencies();
    private final Latencies meanwhile = new Latencies();
    private final Latencies after = new Latencies();
    private int number;

    QuietOrganization(Tenant tenant, Ledger ledger, Duration patience) {
        this.tenant = tenant;
        this.ledger = ledger;
        this.patience = patience;
    }

    /** Sends a message that opens a conversation, waits for its reply and reads both back. */
    void ask(Latencies latencies) throws InterruptedException {
        var script = new Script(tenant.organization(), "q" + number++, QUESTION);
        var visit = new Visit(tenant, tenant.client(), script, ledger, patience);
        visit.run();
        if (visit.slowestNanos() > 0) { // one without an end is told as lost
            latencies.add(visit.slowestNanos() / 1_000);
        }
    }

    Latencies warmUp() {
        return warmUp;
    }

    Latencies before() {
        return before;
    }

    /** While hostile requests come. */
    Latencies meanwhile() {
        return meanwhile;
    }

    Latencies after() {
        return after;
    }

    List<String> lines() {
        return List.of(
                line("without hostile requests, first third", before),
                line("with hostile requests", meanwhile),
                line("without hostile requests, last third", after),
                String.format(
                        Locale.ROOT,
                        "  p99 with / without, first third            %.2f (to be within 1.50)",
                        before.millis(99) == 0 ? 0 : meanwhile.millis(99) / before.millis(99)));
    }

    private static String line(String when, Latencies latencies) {
        return String.format(Locale.ROOT, "  %-40s n=%-6d %s", when, latencies.count(), latencies);
    }
}
