package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Triggers.WakeReason;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Step;
import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.ParleyClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Conversations whose second message comes while the model works on the first: at a random moment,
 * or between the model and the commit, which then waits until the message is stored.
 */
final class SecondMessages implements Intervention {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ParleyClient client;
    private final String organization;
    private final Duration latency;
    private final boolean woken;
    private final Map<ConversationId, CountDownLatch> heldUntilSecond = new ConcurrentHashMap<>();

    SecondMessages(ParleyClient client, String organization, Duration latency) {
        this(client, organization, latency, true);
    }

    /**
     * @param woken false loses the wakeup that a turn owes to a message that came during it
     */
    SecondMessages(ParleyClient client, String organization, Duration latency, boolean woken) {
        this.client = client;
        this.organization = organization;
        this.latency = latency;
        this.woken = woken;
    }

    /**
     * What became of a second message.
     *
     * @param beforeCommit whether it was stored between the model and the commit of the first turn
     * @param gap from the first turn's commit to the commit of the turn that answered it, by the
     *     store's clock
     */
    record Outcome(String conversation, boolean beforeCommit, Duration gap) {}

    /**
     * Plays so many conversations at the same time, begun one after the other during one call of
     * the model.
     *
     * @param beforeCommit of so many conversations one gets its second message right before the
     *     commit
     */
    List<Outcome> play(int conversations, int beforeCommit, Random random)
            throws InterruptedException, ExecutionException {
        client.createOrganization(organization);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var played = new ArrayList<Future<Outcome>>();
            for (var number = 0; number < conversations; number++) {
                var conversation = "two-" + number;
                var start = Duration.ofMillis(random.nextLong(latency.toMillis()));
                var moment = Duration.ofMillis(random.nextLong(latency.toMillis()));
                var held = number % beforeCommit == 0;
                played.add(threads.submit(() -> play(conversation, held, start, moment)));
            }
            var outcomes = new ArrayList<Outcome>();
            for (var one : played) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private Outcome play(String conversation, boolean held, Duration start, Duration moment)
            throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(start.toNanos());
        if (held) {
            heldUntilSecond.put(
                    new ConversationId(organization, conversation), new CountDownLatch(1));
        }
        client.send(organization, conversation, "m1", "The first thing I want to know is this.");
        if (!held) {
            TimeUnit.NANOSECONDS.sleep(moment.toNanos());
            client.send(organization, conversation, "m2", "And here is the second.");
        }
        var first = answer(conversation, "m1");
        var second = answer(conversation, "m2");
        return new Outcome(
                conversation, held, Duration.between(committedAt(first), committedAt(second)));
    }

    private Explanation answer(String conversation, String message) {
        return client.why(organization, message, conversation, LIMIT)
                .filter(explanation ->
                        explanation.disposition() == Fate.ANSWERED
                                || explanation.disposition() == Fate.MERGED)
                .orElseThrow(() ->
                        new AssertionError(
                                "message %s of %s is not answered after %s"
                                        .formatted(message, conversation, LIMIT)));
    }

    private static Instant committedAt(Explanation explanation) {
        return Objects.requireNonNull(Objects.requireNonNull(explanation.reply()).committedAt());
    }

    @Override
    public void reached(FaultPoint point, @Nullable ConversationId conversation) {
        if (conversation == null || point != FaultPoint.AFTER_MODEL) {
            return;
        }
        var stored = heldUntilSecond.get(conversation);
        if (stored != null && stored.getCount() > 0) {
            client.send(organization, conversation.conversation(), "m2", "And here is the second.");
            Bound.await("the second message is stored", LIMIT, stored);
        }
    }

    @Override
    public boolean wakes(ConversationId conversation, WakeReason reason) {
        return woken
                || reason != WakeReason.UNANSWERED
                || !conversation.organization().equals(organization);
    }

    @Override
    public void applied(Step<?> step, @Nullable Object outcome) {
        var stored = heldUntilSecond.get(step.conversation());
        if (stored != null
                && outcome instanceof Append.Outcome.Appended appended
                && appended.seq() > 1) {
            stored.countDown();
        }
    }
}
