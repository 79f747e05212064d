package dev.parley.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings replies together with those who wait for them. Thread-safe. */
final class Replies {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();

    private record Awaited(long turn, CompletableFuture<Seen> answer) {}

    /**
     * A reply that was seen.
     *
     * @param committedAtMillis when the store committed it, by the wall clock
     * @param seenAtNanos when its record was read, as System.nanoTime
     */
    record Seen(long committedAtMillis, long seenAtNanos) {}

    /** Says that somebody will wait for this turn; before it is asked for. */
    void expect(String conversation, long turn) {
        awaited.put(conversation, new Awaited(turn, new CompletableFuture<>()));
    }

    /** A reply was seen; one that nobody waits for, such as a repeated one, changes nothing. */
    void seen(String conversation, long turn, long committedAtMillis) {
        var waiting = awaited.get(conversation);
        if (waiting != null && waiting.turn() == turn) {
            waiting.answer().complete(new Seen(committedAtMillis, System.nanoTime()));
        }
    }

    /**
     * Waits for the expected turn.
     *
     * @throws TimeoutException naming the conversation when it does not come in time
     */
    Seen await(String conversation)
            throws InterruptedException, ExecutionException, TimeoutException {
        var waiting = awaited.get(conversation);
        if (waiting == null) {
            throw new IllegalStateException("nobody expects a reply in " + conversation);
        }
        try {
            return waiting.answer().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw (TimeoutException)
                    new TimeoutException(
                                    "no reply to turn %d of %s within %d s"
                                            .formatted(
                                                    waiting.turn(),
                                                    conversation,
                                                    PATIENCE.toSeconds()))
                            .initCause(e);
        } finally {
            awaited.remove(conversation, waiting);
        }
    }
}
