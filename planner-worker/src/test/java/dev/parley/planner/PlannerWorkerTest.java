package dev.parley.planner;

import static dev.parley.planner.Fixture.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.Fence;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Status;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.GivenUp;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.runtime.InfrastructureException;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class PlannerWorkerTest {
    private final Fixture fixture = new Fixture();

    @Test
    void firstMessageOpensTheConversationAndIsPlanned() {
        fixture.receive("m1", "Hello");

        assertThat(fixture.triggers.plans())
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.path()).isEqualTo(PlanPath.PLAYBOOK);
                    assertThat(plan.turn()).isEqualTo(1);
                    assertThat(plan.through()).isEqualTo(1);
                    assertThat(plan.configurationVersion()).isEqualTo(7);
                });
        assertThat(fixture.row().status()).isEqualTo(Status.OPEN);
        assertThat(fixture.events.kinds()).containsExactly(Events.Kind.OPENED);
        assertThat(fixture.cooldown.holder(ID)).hasValue(1);
    }

    @Test
    void messageLongAfterTheEndBelongsToANewConversation() {
        fixture.reopenWithin(Duration.ofDays(2));
        fixture.receive("m1", "Hello");
        fixture.store.apply(Samples.commit(ID, begin()));
        fixture.store.apply(Samples.resolve(ID, 1));
        fixture.clock.advance(Duration.ofDays(2));

        fixture.receive("m2", "Me again");
        fixture.receive("m2", "Me again");
        fixture.receive("m3", "Hello?");

        var successor = fixture.store.find(ID.successor()).orElseThrow();
        assertThat(successor.progress().lastInboundSeq()).isEqualTo(2);
        assertThat(fixture.row().status()).isEqualTo(Status.RESOLVED);
        assertThat(fixture.triggers.plans())
                .filteredOn(plan -> plan.conversation().equals(ID.successor()))
                .isNotEmpty()
                .allMatch(plan -> plan.turn() == 1);
        assertThat(fixture.events.kinds())
                .contains(Events.Kind.OPENED)
                .doesNotContain(Events.Kind.REOPENED);
    }

    @Test
    void burstIsPlannedOnceItIsOver() {
        fixture.settle(Duration.ofSeconds(2));
        fixture.receive("m1", "Hello");
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.receive("m2", "Where is");
        assertThat(fixture.triggers.plans()).isEmpty();
        assertThat(fixture.cooldown.holder(ID)).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(2));
        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.through()).isEqualTo(2));
    }

    @Test
    void redeliveryEmitsThePlanAgainWhileTheTurnWaitsForOne() {
        fixture.receive("m1", "Hello");
        fixture.receive("m1", "Hello");

        assertThat(fixture.triggers.plans()).hasSize(2).allMatch(plan -> plan.turn() == 1);
        assertThat(fixture.row().progress().lastSeq()).isEqualTo(1);
    }

    @Test
    void turnThatIsPlannedOverAndOverIsParkedWithItsCause() {
        int most = Samples.RETRIES.maxEmissions();
        Optional<GivenUp> givenUp = Optional.empty();
        for (int i = 0; i <= most; i++) {
            assertThat(givenUp).isEmpty();
            givenUp =
                    fixture.worker.advance(fixture.worker.receive(fixture.message("m1", "Hello")));
        }

        assertThat(fixture.triggers.plans()).hasSize(most);
        assertThat(givenUp)
                .map(GivenUp::cause)
                .hasValueSatisfying(cause -> assertThat(cause).contains("" + most));
        assertThat(fixture.store.dispositions(ID, 10))
                .extracting(Disposition::kind)
                .containsExactly(Disposition.Kind.PARKED);
        assertThat(fixture.worker.advance(fixture.worker.receive(fixture.message("m1", "Hello"))))
                .as("its letter is owed again after a crash")
                .isEqualTo(givenUp);
    }

    @Test
    void redeliveryAfterTheTurnBeganPlansNothing() {
        fixture.receive("m1", "Hello");
        begin();

        fixture.receive("m1", "Hello");

        assertThat(fixture.triggers.plans()).hasSize(1);
    }

    @Test
    void messageDuringATurnWaitsForItsEnd() {
        fixture.receive("m1", "Hello");
        begin();

        fixture.receive("m2", "Are you there?");

        assertThat(fixture.triggers.plans()).hasSize(1);
        assertThat(fixture.row().needsProcessing()).isTrue();
    }

    @Test
    void wakeupTakesUpATurnWhoseLeaseLapsedThoughTheCooldownIsHeld() {
        fixture.receive("m1", "Hello");
        begin();
        fixture.clock.advance(Samples.LEASE.plusMillis(1));

        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans()).hasSize(2);
        assertThat(turn().phase()).isEqualTo(Turn.Phase.PLANNED);
    }

    @Test
    void withoutRedisTheStoreDecides() {
        fixture.cooldown.setReachable(false);

        fixture.receive("m1", "Hello");
        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans()).hasSize(1);
    }

    @Test
    void wakeupOfASettledConversationHoldsNoCooldown() {
        fixture.receive("m1", "Hello");
        var fence = begin();
        fixture.cooldown.flush();
        fixture.store.apply(Samples.commit(ID, fence));

        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans()).hasSize(1);
        assertThat(fixture.cooldown.holder(ID)).isEmpty();
    }

    @Test
    void burstBeforeTheClaimIsOneTurn() {
        var first = fixture.worker.receive(fixture.message("m1", "Hello"));
        fixture.worker.receive(fixture.message("m2", "I need help"));
        fixture.worker.receive(fixture.message("m3", "with my order"));

        fixture.worker.advance(first);

        assertThat(fixture.triggers.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.through()).isEqualTo(3));
    }

    @Test
    void planCarriesThePassagesThatAnswerTheQuestion() {
        fixture.search.found = FakeSearch.scored(0.8);

        fixture.receive("m1", "What is your refund policy?");

        assertThat(fixture.triggers.plans())
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.path()).isEqualTo(PlanPath.DOCUMENT_QA);
                    assertThat(plan.passages()).isEqualTo(FakeSearch.scored(0.8));
                });
    }

    @Test
    void planThatCannotBePublishedEndsInOneApology() {
        fixture.triggers.refusePlans(true);

        fixture.receive("m1", "Hello");
        for (int i = 0; i < 5; i++) {
            fixture.clock.advance(Duration.ofMinutes(1));
            fixture.worker.wake(ID);
        }

        assertThat(fixture.triggers.replies()).hasSize(1);
        assertThat(fixture.store.dispositions(ID, 10))
                .singleElement()
                .satisfies(disposition ->
                        assertThat(disposition.kind()).isEqualTo(Disposition.Kind.PARKED));
        assertThat(fixture.triggers.failures()).hasSize(Samples.RETRIES.maxFailures());
    }

    @Test
    void turnThatAPlannerGaveUpIsADeadLetterAgainWhenItsRecordIs() {
        fixture.triggers.refusePlans(true);
        var receive = fixture.worker.receive(fixture.message("m1", "Hello"));
        var first = fixture.worker.advance(receive);
        Optional<GivenUp> givenUp = Optional.empty();
        for (int i = 0; givenUp.isEmpty() && i < 5; i++) {
            fixture.clock.advance(Duration.ofMinutes(1));
            givenUp = fixture.worker.wake(ID);
        }

        assertThat(first).isEmpty();
        assertThat(givenUp).isPresent();
        assertThat(givenUp.orElseThrow().cause()).contains("cannot be published");
        assertThat(fixture.worker.wake(ID)).isEqualTo(givenUp);
        assertThat(fixture.worker.advance(fixture.worker.receive(fixture.message("m1", "Hello"))))
                .isEqualTo(givenUp);
        assertThat(fixture.worker.advance(fixture.worker.receive(fixture.message("m2", "Hm"))))
                .as("a new message is no redelivery")
                .isEmpty();

        fixture.store.apply(Samples.discard(ID, 1));
        assertThat(fixture.worker.wake(ID)).isEmpty();
    }

    /** However its cause begins: the executor looks after its letter itself. */
    @Test
    void turnThatAnExecutorGaveUpIsNoLetterOfAPlanner() {
        fixture.receive("m1", "Hello");
        new TurnEnding(
                        Stage.EXECUTOR,
                        fixture.store,
                        fixture.cooldown,
                        fixture.triggers,
                        fixture.settings,
                        FaultPoints.NONE)
                .fail(
                        ID,
                        begin(),
                        PlanPath.PLAYBOOK,
                        "its plan cannot be published: so said another one",
                        new Fail.Next.Never());

        assertThat(fixture.row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(fixture.worker.wake(ID)).isEmpty();
        assertThat(fixture.worker.advance(fixture.worker.receive(fixture.message("m1", "Hello"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("planningFailures")
    void turnWhosePlanningAlwaysFailsEndsInOneApologyAndOneLetter(Throwable failure) {
        fixture.planningFailure = () -> failure;
        var letters = new ArrayList<GivenUp>();

        var received = fixture.worker.receive(fixture.message("m1", "Hello"));
        fixture.worker.advance(received).ifPresent(letters::add);
        for (int i = 0; letters.isEmpty() && i < 20; i++) {
            fixture.clock.advance(Duration.ofMinutes(1));
            fixture.worker.wake(ID).ifPresent(letters::add);
        }

        assertThat(letters)
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.cause())
                                .contains(failure.getClass().getSimpleName())
                                .doesNotContain("what Ada wrote"));
        assertThat(fixture.triggers.failures()).hasSize(Samples.RETRIES.maxFailures());
        assertThat(fixture.triggers.replies()).hasSize(1);
        assertThat(fixture.store.dispositions(ID, 10))
                .singleElement()
                .satisfies(disposition ->
                        assertThat(disposition.kind()).isEqualTo(Disposition.Kind.PARKED));
        assertThat(fixture.worker.wake(ID)).as("its letter again").contains(letters.getFirst());
    }

    @Test
    void planningThatKeepsFailingIsOneLineWithoutAStack() {
        fixture.planningFailure = () -> new IllegalStateException("what Ada wrote");
        var logger = (Logger) LoggerFactory.getLogger(PlannerWorker.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try {
            fixture.receive("m1", "Hello");
            for (int i = 0; i < 20; i++) {
                fixture.clock.advance(Duration.ofMinutes(1));
                fixture.worker.wake(ID);
            }
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }

        assertThat(fixture.triggers.failures()).hasSize(Samples.RETRIES.maxFailures());
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getFormattedMessage())
                            .endsWith("could not be planned: IllegalStateException");
                    assertThat(line.getThrowableProxy()).isNull();
                });
    }

    static Stream<Throwable> planningFailures() {
        return Stream.of(
                new IllegalStateException("what Ada wrote"),
                new StackOverflowError("what Ada wrote"),
                new NoClassDefFoundError("what Ada wrote"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void outageWhilePlanningCountsForNothing(Throwable outage) {
        fixture.planningFailure = () -> outage;
        var received = fixture.worker.receive(fixture.message("m1", "Hello"));

        assertThatThrownBy(() -> fixture.worker.advance(received)).isSameAs(outage);

        assertThat(turn().failures()).isZero();
        assertThat(fixture.triggers.failures()).isEmpty();
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new StoreUnavailableException("away", new IOException("away")),
                new InfrastructureException("away", new IOException("away")),
                new OutOfMemoryError("away"));
    }

    @Test
    void redrivenTurnIsPlannedFromItsParkedMessages() {
        fixture.receive("m1", "Hello");
        var fence = begin();
        fixture.store.apply(Samples.fail(ID, fence, new Fail.Next.Never()));
        fixture.receive("m2", "Anybody there?");

        fixture.store.apply(Samples.redrive(ID, 1));
        fixture.worker.wake(ID);
        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans())
                .filteredOn(plan -> plan.turn() == 2)
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.from()).isZero();
                    assertThat(plan.through()).isEqualTo(1);
                });
    }

    private Fence begin() {
        var turn = turn();
        fixture.store.apply(Samples.begin(ID, turn));
        return turn().fence();
    }

    private Turn turn() {
        return Objects.requireNonNull(fixture.row().turn());
    }
}
