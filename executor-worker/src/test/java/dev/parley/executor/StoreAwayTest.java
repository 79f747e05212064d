package dev.parley.executor;

import static dev.parley.executor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.Turn;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.DelegatingStore;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is finished while the store is away is kept, and told once. */
class StoreAwayTest {
    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void finishedAnswerIsKeptWhileTheStoreIsAway() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        desk.model.meanwhile = () -> away.isAway = true;
        var running = desk.submit(desk.worker(away), plan);

        away.awaitWrites(2);
        desk.clock.advance(Samples.LEASE.multipliedBy(2));
        away.isAway = false;

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
        assertThat(desk.triggers.replies()).hasSize(1);
    }

    @Test
    void keptAnswerIsThrownAwayWhenSomebodyElseTookTheTurn() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        desk.model.meanwhile = () -> away.isAway = true;
        var running = desk.submit(desk.worker(away), plan);

        away.awaitWrites(1);
        desk.clock.advance(Samples.LEASE.multipliedBy(2));
        desk.store.apply(Samples.wakeup(ID));
        desk.store.apply(Samples.begin(ID, desk.turn()));
        away.isAway = false;

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(desk.store.replies(ID, 0, 10)).isEmpty();
        assertThat(desk.triggers.replies()).isEmpty();
        assertThat(desk.turn().phase()).as("it is the other's").isEqualTo(Turn.Phase.RUNNING);
    }

    @Test
    void commitThatWasMadeThoughTheStoreSeemedAwayIsAnnounced() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        away.losesAnswers = true;

        desk.submit(desk.worker(away), plan).get(10, TimeUnit.SECONDS);

        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
        assertThat(desk.triggers.replies()).hasSize(1);
    }

    @Test
    void keptAnswerIsLetGoOfAtAHandBack() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        desk.model.meanwhile = () -> away.isAway = true;
        var running = desk.submit(desk.worker(away), plan);

        away.awaitWrites(1);
        desk.letGo.get().run();

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.HandedBack.class);
        assertThat(desk.turn().isLapsed(desk.clock.instant())).isTrue();
    }

    @Test
    void failureIsKeptWhileTheStoreIsAway() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        desk.model.failing = true;
        desk.model.meanwhile = () -> away.isAway = true;
        var running = desk.submit(desk.worker(away), plan);

        away.awaitWrites(2);
        away.isAway = false;

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.turn().failures()).isEqualTo(1);
        assertThat(desk.triggers.failures()).hasSize(1);
    }

    @Test
    void turnThatIsGivenUpWhileTheStoreIsAwayIsParkedWhenItIsBack() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        desk.model.failure = ModelException.Kind.REJECTED;
        away.losesAnswers = true;

        var parked = desk.submit(desk.worker(away), plan).get(10, TimeUnit.SECONDS);

        assertThat(parked).isInstanceOf(ExecutorWorker.Result.Parked.class);
        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.triggers.replies()).as("the apology").hasSize(1);
    }

    @Test
    void keptFailureIsLetGoOfAtAHandBack() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        desk.model.failing = true;
        desk.model.meanwhile = () -> away.isAway = true;
        var running = desk.submit(desk.worker(away), plan);

        away.awaitWrites(1);
        desk.letGo.get().run();

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.HandedBack.class);
    }

    @Test
    void keptAnswerIsNotThrownAwayHoweverLongItIsKept() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        desk.model.meanwhile = () -> away.isAway = true;
        var running = desk.submit(desk.worker(away), plan);

        away.awaitWrites(1);
        desk.clock.advance(desk.settings.longestAttempt());
        desk.heartbeats.beat();
        away.isAway = false;

        running.get(10, TimeUnit.SECONDS);
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
        assertThat(desk.triggers.failures()).isEmpty();
    }

    @Test
    void failureOfATryThatTookTooLongIsLetGoOfAtAHandBack() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(desk.store);
        away.isAway = true;
        desk.model.goOn = new CountDownLatch(1);
        var running = desk.start(desk.worker(away), plan);
        desk.clock.advance(desk.settings.longestAttempt());
        desk.heartbeats.beat();

        away.awaitWrites(1);
        desk.letGo.get().run();

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.HandedBack.class);
    }

    /** A store that is away for what ends a turn. */
    private static final class AwayStore extends DelegatingStore {
        private final Semaphore writes = new Semaphore(0);
        volatile boolean isAway;
        volatile boolean losesAnswers;

        AwayStore(ConversationStore store) {
            super(store);
        }

        @Override
        public <O> O apply(Step<O> step) {
            if (!(step instanceof Commit) && !(step instanceof Fail)) {
                return super.apply(step);
            }
            if (isAway) {
                writes.release();
                throw away();
            }
            var outcome = super.apply(step);
            if (losesAnswers) {
                losesAnswers = false;
                throw away();
            }
            return outcome;
        }

        void awaitWrites(int count) throws InterruptedException {
            assertThat(writes.tryAcquire(count, 10, TimeUnit.SECONDS)).isTrue();
        }

        private static StoreUnavailableException away() {
            return new StoreUnavailableException("away", new IOException("away"));
        }
    }
}
