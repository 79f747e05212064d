package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Plan;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Loses the first plan of a conversation, and on wish every due moment of it. */
final class LostPlan extends MutedSweep {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final boolean dueMoments;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final CountDownLatch lostNow = new CountDownLatch(1);
    private final AtomicInteger sweeps = new AtomicInteger();

    LostPlan(ConversationId id, boolean dueMoments) {
        super(id);
        this.dueMoments = dueMoments;
    }

    /**
     * Waits until the claimed turn's lease is over and the sweep has looked several times after
     * that.
     */
    void awaitSweepsAfterLease(ConversationStore store) throws InterruptedException {
        Bound.await("the plan is lost", LIMIT, lostNow);
        Bound.await("the lease lapses", LIMIT, () -> hasLapsed(store));
        var before = sweeps.get();
        Bound.await("the sweep looks", LIMIT, () -> sweeps.get() >= before + 3);
    }

    private boolean hasLapsed(ConversationStore store) {
        var turn = store.find(id()).orElseThrow().turn();
        return turn == null || turn.isLapsed(Instant.now());
    }

    @Override
    public boolean publishes(Plan plan) {
        if (!plan.conversation().equals(id()) || !lost.compareAndSet(false, true)) {
            return true;
        }
        lostNow.countDown();
        return false;
    }

    @Override
    public <O> Step<O> step(Step<O> step) {
        return dueMoments || !step.conversation().equals(id())
                ? step
                : new WithoutDueMoment<>(step);
    }

    @Override
    public void swept() {
        sweeps.incrementAndGet();
    }

    private record WithoutDueMoment<O>(Step<O> step) implements Step<O> {
        @Override
        public ConversationId conversation() {
            return step.conversation();
        }

        @Override
        public Decision<O> decide(Situation situation, Instant now) {
            var decision = step.decide(situation, now);
            var changes = decision.changes().stream().map(WithoutDueMoment::undue).toList();
            return new Decision<>(decision.outcome(), changes);
        }

        private static Change undue(Change change) {
            return change instanceof Change.SaveConversation(var row)
                    ? new Change.SaveConversation(row.withDueAt(null))
                    : change;
        }
    }
}
