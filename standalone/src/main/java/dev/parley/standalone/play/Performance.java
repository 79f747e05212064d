package dev.parley.standalone.play;

import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays one conversation as its customer: sends a burst, waits until each message of it has come to
 * its end, goes on. It breaks off when a message is not accepted or comes to no end in time. One
 * use, one thread.
 */
final class Performance {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long REST_MILLIS = 100;

    private final Script script;
    private final ParleyClient client;
    private final Duration length;
    private final Tally tally;
    private final MessageWatch watch;
    private final List<Played> played = new ArrayList<>();

    Performance(
            Script script,
            ParleyClient client,
            Duration patience,
            Tally tally,
            MessageWatch watch) {
        this.script = script;
        this.client = client;
        this.length = patience;
        this.tally = tally;
        this.watch = watch;
    }

    Script script() {
        return script;
    }

    /** What was sent so far and what became of it. */
    List<Played> played() {
        return List.copyOf(played);
    }

    /**
     * @throws dev.parley.standalone.client.RefusedException when the server refuses a message for
     *     good
     */
    void perform() throws InterruptedException {
        var number = 0;
        for (var burst : script.bursts()) {
            var sent = new ArrayList<Sent>();
            for (var text : burst) {
                sent.add(send(script.messageId(++number), text));
            }
            if (!allEnd(sent)) {
                break;
            }
        }
        tally.conversationEnded();
    }

    private Sent send(String message, String text) throws InterruptedException {
        try {
            new Patience(length)
                    .insist(() -> {
                        client.send(script.organization(), script.conversation(), message, text);
                        return message;
                    });
        } catch (UnavailableException e) {
            return new Sent(message, false, System.nanoTime());
        }
        tally.accepted();
        return new Sent(message, true, System.nanoTime());
    }

    private boolean allEnd(List<Sent> sent) throws InterruptedException {
        var good = true;
        for (var message : sent) {
            var explanation = message.accepted() ? end(message) : null;
            played.add(message.played(explanation));
            good &= explanation != null;
        }
        return good;
    }

    private @Nullable Explanation end(Sent message) throws InterruptedException {
        var patience = new Patience(length);
        try {
            while (!patience.isOver()) {
                var answer = patience.insist(() -> ask(message.id(), patience.left()));
                var fate = answer.map(Explanation::disposition).orElse(null);
                if (fate != null) {
                    long now = System.nanoTime();
                    tally.settled(fate, Duration.ofNanos(now - message.at()));
                    watch.settled(message.at(), now);
                    return answer.orElseThrow();
                }
                patience.rest(REST_MILLIS);
            }
        } catch (UnavailableException e) {
            // as good as no end: the time is over
        }
        tally.missing();
        return null;
    }

    private Optional<Explanation> ask(String message, Duration left) {
        var wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
        return client.why(script.organization(), message, script.conversation(), wait);
    }

    /**
     * A message on its way; {@code at} is when its 2xx was seen, by the JVM's clock in nanoseconds.
     */
    private record Sent(String id, boolean accepted, long at) {
        Played played(@Nullable Explanation explanation) {
            if (explanation == null) {
                return new Played(id, accepted, null, null, null);
            }
            @Nullable Fate fate = explanation.disposition();
            var reply = explanation.reply();
            return new Played(
                    id, accepted, fate, explanation.turn(), reply == null ? null : reply.message());
        }
    }
}
