package dev.parley.testkit;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Append;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Processes that apply random steps to the same few conversations at once, each through a store of
 * its own, with current and dead fences, and with messages that reach two processes at the same
 * time for different conversations. Which steps is decided by the seed, how they interleave is not.
 */
public final class Crossfire {
    private static final int STRIKES = 100;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private final List<? extends ConversationStore> processes;
    private final Consumer<Duration> advance;
    private final List<ConversationId> conversations;
    private final Hammer.Observations observations = new Hammer.Observations();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param violations of the invariants; empty when all hold
     * @param failures that callers met
     * @param replies how many turns were answered
     */
    public record Report(List<String> violations, List<Exception> failures, int replies) {}

    private Crossfire(
            List<? extends ConversationStore> processes, Consumer<Duration> advance, String name) {
        this.processes = processes;
        this.advance = advance;
        this.conversations =
                IntStream.range(0, 8)
                        .mapToObj(i -> new ConversationId("acme", name + "-" + i))
                        .toList();
    }

    /**
     * Runs until every caller has had its strikes, and checks what is stored.
     *
     * @param processes the stores, each what one process has of the same database
     * @param callers in each process
     * @param seed decides the steps, and names the conversations
     * @param advance moves store time, by several threads at once
     */
    public static Report run(
            List<? extends ConversationStore> processes,
            int callers,
            long seed,
            Consumer<Duration> advance)
            throws InterruptedException {
        var crossfire = new Crossfire(processes, advance, "seed-" + seed);
        crossfire.strike(callers, seed);
        return crossfire.report();
    }

    private void strike(int callers, long seed) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<?>>();
            var seeds = new SplittableRandom(seed);
            for (var process : processes) {
                for (int caller = 0; caller < callers; caller++) {
                    var name = "s" + seed + "-c" + caller; // the same ids in every process
                    var random = seeds.split();
                    var hammer = new Hammer(process, conversations, random, name, observations);
                    futures.add(executor.submit(() -> strike(hammer, random)));
                }
            }
            for (var future : futures) {
                join(future);
            }
        }
    }

    private void strike(Hammer hammer, SplittableRandom random) {
        for (int i = 0; i < STRIKES; i++) {
            try {
                hammer.strike();
            } catch (RuntimeException e) {
                failures.add(e);
            }
            advance.accept(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
        }
    }

    private void join(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            failures.add(e);
        }
    }

    private Report report() {
        var store = processes.getFirst();
        var ids = new HashSet<String>();
        for (var id : conversations) {
            Invariants.violations(store, id).forEach(found -> violations.add(id + ": " + found));
            var told = saved(id);
            checkVersions(store, id, told);
            checkForward(told);
            checkAppended(store, id, ids);
            checkReplies(store, id);
        }
        return new Report(
                List.copyOf(violations), List.copyOf(failures), observations.replies().size());
    }

    private List<Conversation> saved(ConversationId id) {
        return observations.saved().stream().filter(row -> row.id().equals(id)).toList();
    }

    private void checkVersions(
            ConversationStore store, ConversationId id, List<Conversation> told) {
        var newest = store.find(id).map(Conversation::version).orElse(0L);
        require(
                told.stream()
                        .map(Conversation::version)
                        .sorted()
                        .toList()
                        .equals(LongStream.rangeClosed(1, newest).boxed().toList()),
                "%s: not every version up to %d was written once".formatted(id, newest));
    }

    private void checkForward(List<Conversation> told) {
        try {
            Invariants.checkForward(told);
        } catch (AssertionError e) {
            violations.add(String.valueOf(e.getMessage()));
        }
    }

    private void checkAppended(ConversationStore store, ConversationId id, HashSet<String> ids) {
        var stored =
                store.messages(id, 0, Integer.MAX_VALUE).stream()
                        .filter(message -> message.role() == Message.Role.USER)
                        .toList();
        stored.forEach(message ->
                require(
                        ids.add(message.id()),
                        "%s: %s is stored twice".formatted(id, message.id())));
        var told =
                observations.appended().stream()
                        .filter(appended -> appended.row().id().equals(id))
                        .map(Append.Outcome.Appended::seq)
                        .sorted()
                        .toList();
        require(
                stored.stream().map(Message::seq).toList().equals(told),
                "%s: callers were told of messages %s".formatted(id, told));
    }

    private void checkReplies(ConversationStore store, ConversationId id) {
        var stored =
                store.replies(id, 0, Integer.MAX_VALUE).stream()
                        .map(Reply::messageId)
                        .sorted()
                        .toList();
        var told =
                observations.replies().stream()
                        .map(Reply::messageId)
                        .filter(messageId -> messageId.startsWith(id.conversation() + "~"))
                        .sorted()
                        .toList();
        require(
                stored.equals(told),
                "%s: callers were told of replies %s, stored are %s".formatted(id, told, stored));
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
