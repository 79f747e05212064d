package dev.parley.benchmarks.soak;

import dev.parley.standalone.client.ConversationView;
import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.RefusedException;
import dev.parley.standalone.client.UnavailableException;
import dev.parley.standalone.play.Audit;
import dev.parley.standalone.play.Played;
import dev.parley.standalone.play.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of an ordinary customer, from the first message until it has been read back. He
 * asks once and never sends a message again. One use, one thread.
 */
final class Visit {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final long REST_MILLIS = 100;

    private final Tenant tenant;
    private final ParleyClient sender;
    private final Script script;
    private final Ledger ledger;
    private final Duration patience;
    private final List<Played> played = new ArrayList<>();
    private long slowestNanos;

    /**
     * @param sender sends the messages; the rest is asked with the organization's key
     * @param patience how long a message may take to come to its end before it counts as lost
     */
    Visit(Tenant tenant, ParleyClient sender, Script script, Ledger ledger, Duration patience) {
        this.tenant = tenant;
        this.sender = sender;
        this.script = script;
        this.ledger = ledger;
        this.patience = patience;
    }

    void run() throws InterruptedException {
        int number = 0;
        for (var burst : script.bursts()) {
            var sent = new ArrayList<Sent>();
            for (var text : burst) {
                sent.add(send("m" + ++number, text));
            }
            for (var message : sent) {
                played.add(
                        message.accepted()
                                ? end(message)
                                : new Played(message.id(), false, null, null, null));
            }
        }
        readBack();
    }

    /** The longest from sending a message until its end was seen. */
    long slowestNanos() {
        return slowestNanos;
    }

    /** A message on its way; {@code at} is when it was sent, in nanoseconds. */
    private record Sent(String id, boolean accepted, long at) {}

    private Sent send(String id, String text) {
        long at = System.nanoTime();
        boolean accepted =
                ask(
                                () -> {
                                    sender.send(
                                            tenant.organization(), script.conversation(), id, text);
                                    return id;
                                })
                        .isPresent();
        if (accepted) {
            ledger.accepted();
        }
        return new Sent(id, accepted, at);
    }

    private Played end(Sent message) throws InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        do {
            var answer = ask(() -> why(message.id())).flatMap(found -> found);
            var explanation = answer.orElse(null);
            if (explanation != null && explanation.disposition() != null) {
                slowestNanos = Math.max(slowestNanos, System.nanoTime() - message.at());
                return settled(message, explanation);
            }
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        } while (System.nanoTime() < limit);
        return new Played(message.id(), true, null, null, null);
    }

    private Optional<Explanation> why(String id) {
        var wait = patience.compareTo(WAIT) < 0 ? patience : WAIT;
        return tenant.client().why(tenant.organization(), id, script.conversation(), wait);
    }

    private Played settled(Sent message, Explanation explanation) {
        var fate = explanation.disposition();
        if (fate != null) {
            ledger.settled(fate);
        }
        var reply = explanation.reply();
        return new Played(
                message.id(),
                true,
                fate,
                explanation.turn(),
                reply == null ? null : reply.message());
    }

    private void readBack() throws InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        do {
            var read =
                    ask(() ->
                            tenant.client()
                                    .conversation(tenant.organization(), script.conversation()));
            if (read.isPresent()) {
                audit(read.get().orElse(null));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        } while (System.nanoTime() < limit);
    }

    private void audit(@Nullable ConversationView stored) {
        ledger.found(
                Audit.check(played, stored).stream().map(finding -> finding.in(script)).toList());
    }

    /** Asks once; what goes wrong is noted. */
    private <T> Optional<T> ask(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (UnavailableException e) {
            ledger.troubled(e.status(), String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            ledger.troubled(e.status(), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
