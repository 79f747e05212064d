package dev.parley.executor;

import static dev.parley.executor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.turn.Claim;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a process has a turn, and what ends it. */
class HeldTurnTest {
    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void heartbeatKeepsALongTurnAlive() throws Exception {
        desk.model.goOn = new CountDownLatch(1);
        var running = desk.start(desk.plan(PlanPath.PLAYBOOK));
        for (int i = 0; i < 6; i++) {
            desk.clock.advance(Samples.LEASE.dividedBy(3));
            desk.heartbeats.beat();
        }

        assertThat(desk.turn().isLapsed(desk.clock.instant())).isFalse();
        Objects.requireNonNull(desk.model.goOn).countDown();
        running.get(5, TimeUnit.SECONDS);
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void lostFenceCallsOffTheWork() throws Exception {
        desk.model.goOn = new CountDownLatch(1);
        var running = desk.start(desk.plan(PlanPath.PLAYBOOK));
        desk.clock.advance(Samples.LEASE);
        desk.store.apply(Samples.wakeup(ID));

        desk.heartbeats.beat();

        assertThat(running.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.Finished.class);
        assertThat(desk.model.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(desk.store.replies(ID, 0, 10)).isEmpty();
    }

    @Test
    void processThatWasSilentLooksWhichOfItsTurnsItStillHas() throws Exception {
        desk.instance.renew();
        desk.model.goOn = new CountDownLatch(1);
        var running = desk.start(desk.plan(PlanPath.PLAYBOOK));
        desk.clock.advance(desk.settings.instanceLease());
        assertThat(desk.store.apply(Samples.wakeup(ID))).isInstanceOf(Claim.Outcome.Claimed.class);

        desk.instance.renew();

        assertThat(running.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.Finished.class);
        assertThat(desk.model.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(desk.store.replies(ID, 0, 10)).isEmpty();
    }

    @Test
    void processThatWasSilentKeepsTheTurnsThatNobodyTook() throws Exception {
        desk.instance.renew();
        desk.model.goOn = new CountDownLatch(1);
        var running = desk.start(desk.plan(PlanPath.PLAYBOOK));
        desk.clock.advance(desk.settings.instanceLease());

        desk.instance.renew();
        Objects.requireNonNull(desk.model.goOn).countDown();

        running.get(5, TimeUnit.SECONDS);
        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void handBackFreesTheTurnAtOnceAndIsNoFailure() throws Exception {
        desk.model.goOn = new CountDownLatch(1);
        var running = desk.start(desk.plan(PlanPath.PLAYBOOK));

        desk.letGo.get().run();

        assertThat(running.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.HandedBack.class);
        assertThat(desk.turn().isLapsed(desk.clock.instant())).isTrue();
        assertThat(desk.turn().failures()).isZero();
    }

    @Test
    void tryThatTakesTooLongIsEndedAndCountsAsAFailure() throws Exception {
        desk.model.goOn = new CountDownLatch(1);
        var running = desk.start(desk.plan(PlanPath.PLAYBOOK));
        desk.clock.advance(desk.settings.longestAttempt().minusMillis(1));
        desk.heartbeats.beat();
        assertThat(running).isNotDone();
        assertThat(desk.turn().isLapsed(desk.clock.instant())).isFalse();

        desk.clock.advance(Duration.ofMillis(1));
        desk.heartbeats.beat();

        assertThat(running.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.Finished.class);
        assertThat(desk.model.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(desk.turn().failures()).isEqualTo(1);
        assertThat(desk.turn().lastFailure()).isEqualTo("a try took longer than PT1H");
        assertThat(desk.triggers.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.needsProcessing()).isTrue());
        assertThat(desk.store.replies(ID, 0, 10)).isEmpty();
    }

    @Test
    void turnWhoseTriesAlwaysTakeTooLongEndsInOneApologyAndADeadLetter() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.goOn = new CountDownLatch(1);
        var results = new ArrayList<ExecutorWorker.Result>();
        for (int tries = 0; tries < Samples.RETRIES.maxFailures(); tries++) {
            var running = desk.start(plan);
            desk.clock.advance(desk.settings.longestAttempt());
            desk.heartbeats.beat();
            results.add(running.get(5, TimeUnit.SECONDS));
            desk.clock.advance(Samples.RETRIES.maxDelay());
        }

        assertThat(results.getLast())
                .isInstanceOfSatisfying(
                        ExecutorWorker.Result.Parked.class,
                        parked ->
                                assertThat(parked.turn().cause())
                                        .isEqualTo("a try took longer than PT1H"));
        assertThat(desk.store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY));
        assertThat(desk.row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(desk.triggers.replies()).hasSize(1);
        Invariants.check(desk.store, ID);
    }

    /** Patience, which is longer than a try here, is the only limit of a model that is away. */
    @Test
    void restsWhileTheModelIsAwayAreNoPartOfATry() throws Exception {
        try (var hasty = new Desk(Duration.ofSeconds(30))) {
            var plan = hasty.plan(PlanPath.PLAYBOOK);
            hasty.model.failure = ModelException.Kind.NOT_CALLED;
            for (int looks = 0; looks < Samples.RETRIES.maxFailures() + 1; looks++) {
                hasty.run(plan);
                hasty.clock.advance(hasty.settings.longestAttempt());
                hasty.heartbeats.beat();
            }
            assertThat(hasty.turn().failures()).isZero();

            hasty.model.failure = null;
            hasty.run(plan);

            assertThat(hasty.store.replies(ID, 0, 10))
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.kind()).isEqualTo(Reply.Kind.ANSWER));
        }
    }
}
