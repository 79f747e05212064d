package dev.parley.benchmarks.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hostile organizations and what they send. Thread-safe. */
final class Fuzz {
    private final long seed;
    private final RawHttp http;
    private final Map<HostileCaller, String> keys;
    private final Map<String, Tenant> tenants;
    private final FuzzTally tally;
    private volatile boolean running;

    private Fuzz(Server server, long seed, Duration patience, Map<String, Tenant> tenants) {
        this.seed = seed;
        this.http = new RawHttp(server.address(), patience);
        this.keys =
                Map.of(
                        HostileCaller.OPERATOR,
                        server.key(),
                        HostileCaller.STRANGER,
                        "pk_" + "x".repeat(43),
                        HostileCaller.NOBODY,
                        "");
        this.tenants = Map.copyOf(tenants);
        this.tally = new FuzzTally(seed);
    }

    /**
     * Makes the organizations, with keys of their own so that their budgets count.
     *
     * @param patience how long the server may be silent before an answer counts as none
     */
    static Fuzz in(Server server, long seed, Duration patience) {
        return new Fuzz(
                server,
                seed,
                patience,
                HostileRequest.ORGANIZATIONS.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), name -> Tenant.in(server, name))));
    }

    /** Sends so many at the pace, and returns when each has been answered or given up. */
    void send(int count, double perSecond) throws InterruptedException {
        running = true;
        try {
            var next = new AtomicInteger();
            new Metronome(perSecond)
                    .run(() -> running = next.getAndIncrement() < count, this::send);
        } finally {
            running = false;
        }
    }

    /** Sends the one of the number. */
    RawAnswer send(int index) {
        var request = HostileRequest.of(seed, index);
        var answer = http.send(request.with(key(request)));
        tally.add(request, answer);
        return answer;
    }

    private String key(HostileRequest request) {
        var tenant = tenants.get(request.organization());
        return request.caller() == HostileCaller.ORGANIZATION && tenant != null
                ? tenant.key()
                : keys.getOrDefault(request.caller(), "");
    }

    /** Their conversations in which an accepted message has come to no end within the patience. */
    List<String> unfinished(Calls calls, Duration patience)
            throws IOException, InterruptedException {
        var unfinished = new ArrayList<String>();
        for (var tenant : tenants.values()) {
            unfinished.addAll(Unfinished.await(calls, tenant, patience));
        }
        return unfinished;
    }

    /** Tells whether more requests are to be sent. */
    boolean isRunning() {
        return running;
    }

    FuzzTally tally() {
        return tally;
    }
}
