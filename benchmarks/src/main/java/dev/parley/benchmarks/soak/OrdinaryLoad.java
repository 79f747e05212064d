package dev.parley.benchmarks.soak;

import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.play.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Customers of several organizations who come at a pace. Runs until it is ended. */
final class OrdinaryLoad {
    private static final int ORGANIZATIONS = 6;
    private static final List<List<String>> BURSTS =
            List.of(
                    List.of("Good morning!"),
                    List.of("I have a question.", "When does the shop open this week?"),
                    List.of("And on Sunday?"));
    private static final int MESSAGES = BURSTS.stream().mapToInt(List::size).sum();

    private final Calls calls;
    private final List<Tenant> tenants;
    private final Ledger ledger;
    private final Duration patience;
    private final Thread pacing;
    private volatile boolean over;

    private OrdinaryLoad(Server server, Calls calls, int rate, Ledger ledger, Duration patience) {
        this.calls = calls;
        this.ledger = ledger;
        this.patience = patience;
        this.tenants =
                IntStream.range(0, ORGANIZATIONS)
                        .mapToObj(number -> Tenant.in(server, "soak-" + number))
                        .toList();
        this.pacing =
                Thread.ofPlatform()
                        .daemon()
                        .name("bench-ordinary")
                        .unstarted(() -> pace((double) rate / MESSAGES));
    }

    /**
     * Begins it.
     *
     * @param rate messages a second
     */
    static OrdinaryLoad begin(
            Server server, Calls calls, int rate, Ledger ledger, Duration patience) {
        var load = new OrdinaryLoad(server, calls, rate, ledger, patience);
        load.pacing.start();
        return load;
    }

    private void pace(double perSecond) {
        try {
            new Metronome(perSecond).run(() -> !over, this::visit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit(int number) {
        var tenant = tenants.get(number % tenants.size());
        var trip = SideTrip.of(number / tenants.size());
        var script = new Script(tenant.organization(), "v" + number, BURSTS);
        try {
            var sender = trip == SideTrip.TOKEN ? browser(tenant, script) : tenant.client();
            new Visit(tenant, sender, script, ledger, patience).run();
            trip.note(calls, tenant, number, ledger);
        } catch (IOException e) {
            ledger.troubled(0, "no token: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ParleyClient browser(Tenant tenant, Script script)
            throws IOException, InterruptedException {
        return new ParleyClient(
                tenant.client().server(), Token.of(calls, tenant, script.conversation()));
    }

    /** Lets nobody new in, and returns when the last one has gone. */
    void end() throws InterruptedException {
        over = true;
        pacing.join();
    }
}
