package dev.parley.standalone.faults;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Plan;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Renew;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import dev.parley.executor.ExecutorWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A worker stands still between its model and its commit, without heartbeats, until its lease is
 * over. Another worker answers turn 1 in its place and is at work on turn 2 when the first one
 * wakes up and commits.
 */
final class PausedWorker extends MutedSweep {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long STEP_MILLIS = 50;

    private final Faulty faulty;
    private final boolean fenced;
    private final Map<Long, CompletableFuture<Plan>> plans = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch wakeUp = new CountDownLatch(1);
    private final CountDownLatch secondAtWork = new CountDownLatch(1);
    private final CountDownLatch lateCommitted = new CountDownLatch(1);
    private volatile @Nullable Thread sleeper;
    private volatile String lateOutcome = "";

    /**
     * @param fenced false lets the paused worker's commit carry whatever fence is the current one
     */
    PausedWorker(Faulty faulty, ConversationId id, boolean fenced) {
        super(id);
        this.faulty = faulty;
        this.fenced = fenced;
    }

    /** Plays it; returns the outcome of the late commit. */
    String lateCommit() throws Exception {
        faulty.injection().use(this);
        send("m1", "What does the blue one cost?");
        Bound.await("the worker is paused", LIMIT, paused);
        otherWorker(plan(1)); // waits for the lease
        send("m2", "And how long does the red one last?");
        var second = plan(2);
        var other = Thread.ofVirtual().start(() -> otherWorker(second));
        Bound.await("the other worker is at turn 2", LIMIT, secondAtWork);
        wakeUp.countDown();
        other.join();
        QuietTopics.await(faulty.parley(), LIMIT);
        return lateOutcome;
    }

    private void send(String message, String text) {
        faulty.parley().client().send(id().organization(), id().conversation(), message, text);
    }

    private Plan plan(long turn) throws Exception {
        return planned(turn).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private CompletableFuture<Plan> planned(long turn) {
        return plans.computeIfAbsent(turn, _ -> new CompletableFuture<>());
    }

    /** What another process would do with the plan's record. */
    private void otherWorker(Plan plan) {
        var worker = faulty.parley().context().getBean(ExecutorWorker.class);
        try {
            while (worker.run(plan, _ -> {}) instanceof ExecutorWorker.Result.Wait) {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean publishes(Plan plan) {
        if (plan.conversation().equals(id())) {
            planned(plan.turn()).complete(plan);
        }
        return true;
    }

    @Override
    public void reached(FaultPoint point, @Nullable ConversationId conversation) {
        if (point != FaultPoint.AFTER_MODEL || !id().equals(conversation)) {
            return;
        }
        switch (answers.incrementAndGet()) {
            case 1 -> {
                sleeper = Thread.currentThread();
                paused.countDown();
                Bound.await("the other worker is at turn 2", LIMIT, wakeUp);
            }
            case 3 -> {
                secondAtWork.countDown();
                Bound.await("the paused worker commits", LIMIT, lateCommitted);
            }
            default -> {}
        }
    }

    @Override
    @SuppressWarnings("unchecked") // what stands in for a step has that step's outcomes
    public <O> Step<O> step(Step<O> step) {
        if (!step.conversation().equals(id())) {
            return step;
        }
        return switch (step) {
            case Renew _ -> (Step<O>) new NoHeartbeat(id());
            case Commit commit when !fenced && Thread.currentThread().equals(sleeper) ->
                    (Step<O>) new WithCurrentFence(commit);
            default -> step;
        };
    }

    @Override
    public void applied(Step<?> step, @Nullable Object outcome) {
        if (step instanceof Commit && outcome != null && Thread.currentThread().equals(sleeper)) {
            lateOutcome = outcome.getClass().getSimpleName();
            lateCommitted.countDown();
        }
    }

    private record NoHeartbeat(ConversationId conversation) implements Step<Renew.Outcome> {
        @Override
        public Decision<Renew.Outcome> decide(Situation situation, Instant now) {
            return Decision.unchanged(Renew.Outcome.RENEWED);
        }
    }

    private record WithCurrentFence(Commit commit) implements Step<Commit.Outcome> {
        @Override
        public ConversationId conversation() {
            return commit.conversation();
        }

        @Override
        public Decision<Commit.Outcome> decide(Situation situation, Instant now) {
            var turn = situation.conversation().map(Conversation::turn).orElse(null);
            var fence = turn == null ? commit.fence() : turn.fence();
            return new Commit(conversation(), fence, commit.draft(), commit.grace())
                    .decide(situation, now);
        }
    }
}
