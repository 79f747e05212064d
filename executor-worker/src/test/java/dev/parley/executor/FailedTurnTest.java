package dev.parley.executor;

import static dev.parley.executor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Status;
import dev.parley.conversation.model.ModelException;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of turns whose work fails, and of their plans afterwards. */
class FailedTurnTest {
    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void step81EveryFailureIsReportedAndReleasesTheCooldown() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.failing = true;

        desk.run(plan);

        assertThat(desk.triggers.failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.stage()).isEqualTo(Stage.EXECUTOR);
                    assertThat(failure.attempt()).isEqualTo(1);
                    assertThat(failure.failures()).isEqualTo(1);
                    assertThat(failure.cause()).startsWith("model UNAVAILABLE");
                    assertThat(failure.needsProcessing()).isTrue();
                    assertThat(failure.notBefore()).isEqualTo(desk.turn().notBefore());
                });
        assertThat(desk.row().needsProcessing()).isTrue();
        assertThat(desk.cooldown.holder(ID)).as("released for the next try").isEmpty();
        assertThat(desk.store.replies(ID, 0, 10)).as("nothing is said yet").isEmpty();
    }

    @Test
    void step81AtTheEndThereIsOneApologyThatOffersAPersonAndADeadLetter() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.failing = true;

        var result = desk.runUntilParked(plan);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ExecutorWorker.Result.Parked.class,
                        parked -> {
                            assertThat(parked.turn().turn()).isEqualTo(1);
                            assertThat(parked.turn().cause()).startsWith("model UNAVAILABLE");
                        });
        assertThat(desk.model.requests).hasSize(Samples.RETRIES.maxFailures());
        assertThat(desk.triggers.failures()).hasSize(Samples.RETRIES.maxFailures());
        assertThat(desk.triggers.failures().getLast().needsProcessing()).isFalse();
        assertThat(desk.triggers.replies()).hasSize(1);
        assertThat(desk.store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> {
                    assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY);
                    assertThat(reply.text()).contains("A member of our team");
                });
        assertThat(desk.row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(desk.row().needsProcessing()).isFalse();
        assertThat(desk.cooldown.holder(ID)).isEmpty();
    }

    @Test
    void workThatFailsAgainAndAgainIsOneLineWithoutAStack() throws Exception {
        desk.model.meanwhile =
                () -> {
                    throw new IllegalStateException("scripted");
                };
        var logger = (Logger) LoggerFactory.getLogger(ExecutorWorker.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try {
            desk.runUntilParked(desk.plan(PlanPath.PLAYBOOK));
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }

        assertThat(desk.model.requests).hasSize(Samples.RETRIES.maxFailures());
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getFormattedMessage())
                            .isEqualTo(
                                    "a turn's work failed:"
                                            + " java.lang.IllegalStateException: scripted");
                    assertThat(line.getThrowableProxy()).isNull();
                });
    }

    @Test
    void planOfAParkedTurnIsADeadLetterAgainUntilAnOperatorDecides() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.failing = true;
        var parked = desk.runUntilParked(plan);

        assertThat(desk.run(plan)).isEqualTo(parked);

        desk.store.apply(Samples.discard(ID, 1));
        assertThat(desk.run(plan)).isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void redrivenTurnIsAnsweredAndTheOldPlanAnswersNothing() throws Exception {
        var old = desk.plan(PlanPath.PLAYBOOK);
        desk.model.failing = true;
        desk.runUntilParked(old);
        desk.model.failing = false;
        desk.store.apply(Samples.redrive(ID, 1));
        desk.store.apply(Samples.wakeup(ID));

        assertThat(desk.run(old))
                .as("it is parked still")
                .isInstanceOf(ExecutorWorker.Result.Parked.class);
        desk.run(desk.plan(PlanPath.PLAYBOOK, desk.turn()));
        desk.run(old);

        assertThat(desk.store.replies(ID, 0, 10))
                .extracting(Reply::kind)
                .containsExactly(Reply.Kind.APOLOGY, Reply.Kind.ANSWER);
        Invariants.check(desk.store, ID);
    }

    @Test
    void planOfARestingTurnIsDoneWithAndItsDueMomentBringsItAgain() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.failure = ModelException.Kind.RATE_LIMITED;
        desk.model.retryAfter = Duration.ofMinutes(10);
        desk.run(plan);

        assertThat(desk.run(plan)).isEqualTo(new ExecutorWorker.Result.Finished());

        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.row().dueAt()).isEqualTo(desk.turn().notBefore());
    }

    @Test
    void failedTurnRestsAsLongAsTheModelAsksFor() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.failure = ModelException.Kind.RATE_LIMITED;
        desk.model.retryAfter = Duration.ofMinutes(3);

        desk.run(plan);

        assertThat(desk.turn().notBefore())
                .isEqualTo(desk.clock.instant().plus(Duration.ofMinutes(3)));
        assertThat(desk.triggers.failures().getFirst().needsProcessing()).isTrue();
    }

    @Test
    void promptTheModelRefusesIsNotTriedAgain() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.failure = ModelException.Kind.REJECTED;

        desk.run(plan);
        desk.run(plan);

        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY));
        assertThat(desk.row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(desk.triggers.failures().getFirst().needsProcessing()).isFalse();
    }

    @Test
    void turnThatIsBegunOverAndOverIsParked() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        for (int i = 0; i < Samples.RETRIES.maxBegins(); i++) {
            desk.store.apply(Samples.begin(ID, desk.turn()));
            desk.clock.advance(Samples.LEASE);
        }

        desk.run(plan);

        assertThat(desk.model.requests).isEmpty();
        assertThat(desk.store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY));
    }
}
