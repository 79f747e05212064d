package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.InstanceLease;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Status;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.Turn;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ToolCall;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.MarkFollowedUp;
import dev.parley.conversation.turn.Step;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.executor.kafka.ExecutorHandler;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.WorkRecord;
import dev.parley.testkit.DelegatingStore;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryCooldown;
import dev.parley.testkit.InMemoryLiveText;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ExecutorWorkerTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");
    private static final PlannedAgent AGENT = new PlannedAgent("ann", "Ann", "Be kind.");

    private final SettableClock clock = new SettableClock();
    private final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    private final InMemoryCooldown cooldown = new InMemoryCooldown();
    private final RecordingTriggers triggers = new RecordingTriggers();
    private final ScriptedModel model = new ScriptedModel();
    private final InMemoryLiveText live = new InMemoryLiveText();
    private final TurnSettings settings =
            new TurnSettings(Samples.LEASE, Samples.GRACE, Samples.RETRIES, 20, 500);
    private final InstanceLease instance = new InstanceLease(store, settings.instanceLease());
    private final Heartbeats heartbeats = new Heartbeats(store, instance, settings, clock);
    private final ExecutorWorker worker = worker(live);
    private final AtomicReference<Runnable> letGo = new AtomicReference<>(() -> {});
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void planIsAnsweredOnceHoweverOftenItComes() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);

        run(plan);
        run(plan);

        assertThat(model.requests).hasSize(1);
        assertThat(store.replies(ID, 0, 10)).hasSize(1);
        assertThat(triggers.replies()).as("the reply is emitted again").hasSize(2);
        assertThat(cooldown.holder(ID)).isEmpty();
    }

    @Test
    void replyThatWasFollowedUpIsNotAnnouncedAgain() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        run(plan);
        store.apply(new MarkFollowedUp(ID, Set.of(1L)));
        store.apply(Samples.append(ID, "m2"));
        cooldown.acquire(ID, 1);

        run(plan);

        assertThat(triggers.replies()).hasSize(1);
        assertThat(cooldown.holder(ID)).isEmpty();
        assertThat(triggers.wakeups()).as("what came since is not forgotten").containsExactly(ID);
    }

    @Test
    void replyThatItsTopicRefusesIsFollowedUpAndWhatIsBehindItIsWoken() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        triggers.refuseReplies(true);
        model.meanwhile = () -> store.apply(Samples.append(ID, "m2"));

        assertThat(run(plan)).isEqualTo(new ExecutorWorker.Result.Finished());

        assertThat(triggers.followUps())
                .containsExactly(new RecordingTriggers.Followed(ID, Triggers.FollowUp.RETRY));
        assertThat(triggers.wakeups()).containsExactly(ID);
        assertThat(cooldown.holder(ID)).isEmpty();
    }

    @Test
    void replyTellsHowItCameToBe() throws Exception {
        run(plan(PlanPath.PLAYBOOK));

        var metadata = store.replies(ID, 0, 1).getFirst().metadata();
        assertThat(metadata.model()).isEqualTo("scripted");
        assertThat(metadata.agent()).isEqualTo("ann");
        assertThat(metadata.tokens()).isEqualTo(13);
        assertThat(metadata.detail()).containsEntry("plan.playbook", "none active");
    }

    @Test
    void messageThatArrivesMeanwhileIsWokenForAndNotAnsweredBlindly() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.meanwhile = () -> store.apply(Samples.append(ID, "m2"));

        run(plan);

        assertThat(triggers.wakeups()).containsExactly(ID);
        assertThat(row().progress().answeredThrough()).isEqualTo(1);
        assertThat(model.requests.getFirst().messages()).hasSize(1);
    }

    @Test
    void handOverGivesEverythingToAPersonWithoutAskingTheModel() throws Exception {
        run(plan(PlanPath.HUMAN));

        assertThat(model.requests).isEmpty();
        assertThat(row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(store.dispositions(ID, 10))
                .singleElement()
                .satisfies(disposition ->
                        assertThat(disposition.kind()).isEqualTo(Disposition.Kind.HUMAN));
    }

    @Test
    void failuresAreSilentUntilTriesAreOverAndThenThereIsOneApology() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.failing = true;

        for (int i = 0; i < 10; i++) {
            run(plan);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(model.requests).hasSize(Samples.RETRIES.maxFailures());
        assertThat(store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY));
        assertThat(triggers.failures()).hasSize(Samples.RETRIES.maxFailures());
        assertThat(triggers.failures().getLast().needsProcessing()).isFalse();
    }

    @Test
    void workThatFailsAgainAndAgainIsOneLineWithoutAStack() throws Exception {
        model.meanwhile =
                () -> {
                    throw new IllegalStateException("scripted");
                };
        var logger = (Logger) LoggerFactory.getLogger(ExecutorWorker.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try {
            runUntilParked(plan(PlanPath.PLAYBOOK));
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }

        assertThat(model.requests).hasSize(Samples.RETRIES.maxFailures());
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
    void step81EveryFailureIsReportedAndReleasesTheCooldown() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.failing = true;

        run(plan);

        assertThat(triggers.failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.stage()).isEqualTo(Stage.EXECUTOR);
                    assertThat(failure.attempt()).isEqualTo(1);
                    assertThat(failure.failures()).isEqualTo(1);
                    assertThat(failure.cause()).startsWith("model UNAVAILABLE");
                    assertThat(failure.needsProcessing()).isTrue();
                    assertThat(failure.notBefore()).isEqualTo(turn().notBefore());
                });
        assertThat(row().needsProcessing()).isTrue();
        assertThat(cooldown.holder(ID)).as("released for the next try").isEmpty();
        assertThat(store.replies(ID, 0, 10)).as("nothing is said yet").isEmpty();
    }

    @Test
    void step81AtTheEndThereIsOneApologyThatOffersAPersonAndADeadLetter() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.failing = true;

        var result = runUntilParked(plan);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ExecutorWorker.Result.Parked.class,
                        parked -> {
                            assertThat(parked.turn().turn()).isEqualTo(1);
                            assertThat(parked.turn().cause()).startsWith("model UNAVAILABLE");
                        });
        assertThat(triggers.replies()).hasSize(1);
        assertThat(store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> {
                    assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY);
                    assertThat(reply.text()).contains("A member of our team");
                });
        assertThat(row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(row().needsProcessing()).isFalse();
        assertThat(cooldown.holder(ID)).isEmpty();
    }

    @Test
    void planOfAParkedTurnIsADeadLetterAgainUntilAnOperatorDecides() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.failing = true;
        var parked = runUntilParked(plan);

        assertThat(run(plan)).isEqualTo(parked);

        store.apply(Samples.discard(ID, 1));
        assertThat(run(plan)).isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void redrivenTurnIsAnsweredAndTheOldPlanAnswersNothing() throws Exception {
        var old = plan(PlanPath.PLAYBOOK);
        model.failing = true;
        runUntilParked(old);
        model.failing = false;
        store.apply(Samples.redrive(ID, 1));
        store.apply(Samples.wakeup(ID));

        assertThat(run(old))
                .as("it is parked still")
                .isInstanceOf(ExecutorWorker.Result.Parked.class);
        run(plan(PlanPath.PLAYBOOK, turn()));
        run(old);

        assertThat(store.replies(ID, 0, 10))
                .extracting(Reply::kind)
                .containsExactly(Reply.Kind.APOLOGY, Reply.Kind.ANSWER);
        Invariants.check(store, ID);
    }

    @Test
    void planOfARestingTurnIsDoneWithAndItsDueMomentBringsItAgain() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.failure = ModelException.Kind.RATE_LIMITED;
        model.retryAfter = Duration.ofMinutes(10);
        run(plan);

        assertThat(run(plan)).isEqualTo(new ExecutorWorker.Result.Finished());

        assertThat(model.requests).hasSize(1);
        assertThat(row().dueAt()).isEqualTo(turn().notBefore());
    }

    @Test
    void finishedAnswerIsKeptWhileTheStoreIsAway() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(store);
        model.meanwhile = () -> away.isAway = true;
        var running = threads.submit(() -> worker(away, live).run(plan, letGo::set));

        away.awaitWrites(2);
        clock.advance(Samples.LEASE.multipliedBy(2));
        away.isAway = false;

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(model.requests).hasSize(1);
        assertThat(store.replies(ID, 0, 10)).hasSize(1);
        assertThat(triggers.replies()).hasSize(1);
    }

    @Test
    void keptAnswerIsThrownAwayWhenSomebodyElseTookTheTurn() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(store);
        model.meanwhile = () -> away.isAway = true;
        var running = threads.submit(() -> worker(away, live).run(plan, letGo::set));

        away.awaitWrites(1);
        clock.advance(Samples.LEASE.multipliedBy(2));
        store.apply(Samples.wakeup(ID));
        store.apply(Samples.begin(ID, turn()));
        away.isAway = false;

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(store.replies(ID, 0, 10)).isEmpty();
        assertThat(triggers.replies()).isEmpty();
        assertThat(turn().phase()).as("it is the other's").isEqualTo(Turn.Phase.RUNNING);
    }

    @Test
    void commitThatWasMadeThoughTheStoreSeemedAwayIsAnnounced() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(store);
        away.losesAnswers = true;

        threads.submit(() -> worker(away, live).run(plan, letGo::set)).get(10, TimeUnit.SECONDS);

        assertThat(model.requests).hasSize(1);
        assertThat(store.replies(ID, 0, 10)).hasSize(1);
        assertThat(triggers.replies()).hasSize(1);
    }

    @Test
    void keptAnswerIsLetGoOfAtAHandBack() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(store);
        model.meanwhile = () -> away.isAway = true;
        var running = threads.submit(() -> worker(away, live).run(plan, letGo::set));

        away.awaitWrites(1);
        letGo.get().run();

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.HandedBack.class);
        assertThat(turn().isLapsed(clock.instant())).isTrue();
    }

    @Test
    void failureIsKeptWhileTheStoreIsAway() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(store);
        model.failing = true;
        model.meanwhile = () -> away.isAway = true;
        var running = threads.submit(() -> worker(away, live).run(plan, letGo::set));

        away.awaitWrites(2);
        away.isAway = false;

        assertThat(running.get(10, TimeUnit.SECONDS))
                .isEqualTo(new ExecutorWorker.Result.Finished());
        assertThat(model.requests).hasSize(1);
        assertThat(turn().failures()).isEqualTo(1);
        assertThat(triggers.failures()).hasSize(1);
    }

    @Test
    void turnThatIsGivenUpWhileTheStoreIsAwayIsParkedWhenItIsBack() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(store);
        model.failure = ModelException.Kind.REJECTED;
        away.losesAnswers = true;

        var parked =
                threads.submit(() -> worker(away, live).run(plan, letGo::set))
                        .get(10, TimeUnit.SECONDS);

        assertThat(parked).isInstanceOf(ExecutorWorker.Result.Parked.class);
        assertThat(model.requests).hasSize(1);
        assertThat(triggers.replies()).as("the apology").hasSize(1);
    }

    @Test
    void keptFailureIsLetGoOfAtAHandBack() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        var away = new AwayStore(store);
        model.failing = true;
        model.meanwhile = () -> away.isAway = true;
        var running = threads.submit(() -> worker(away, live).run(plan, letGo::set));

        away.awaitWrites(1);
        letGo.get().run();

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

    @Test
    void failedTurnRestsAsLongAsTheModelAsksFor() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.failure = ModelException.Kind.RATE_LIMITED;
        model.retryAfter = Duration.ofMinutes(3);

        run(plan);

        assertThat(turn().notBefore()).isEqualTo(clock.instant().plus(Duration.ofMinutes(3)));
        assertThat(triggers.failures().getFirst().needsProcessing()).isTrue();
    }

    @Test
    void promptTheModelRefusesIsNotTriedAgain() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        model.failure = ModelException.Kind.REJECTED;

        run(plan);
        run(plan);

        assertThat(model.requests).hasSize(1);
        assertThat(store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY));
        assertThat(row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(triggers.failures().getFirst().needsProcessing()).isFalse();
    }

    @Test
    void answerThatWasCutSaysSo() throws Exception {
        model.finish = ModelAnswer.Finish.LENGTH;

        run(plan(PlanPath.PLAYBOOK));

        var reply = store.replies(ID, 0, 1).getFirst();
        assertThat(reply.text()).isEqualTo("An answer.\u2026");
        assertThat(reply.metadata().detail()).containsEntry("finish", "length");
    }

    @Test
    void callForAToolThatWasNotOfferedIsABrokenAnswer() throws Exception {
        model.finish = ModelAnswer.Finish.TOOL_CALLS;
        model.toolCalls = List.of(new ToolCall("1", "delete_everything", "{}"));

        run(plan(PlanPath.PLAYBOOK));

        assertThat(store.replies(ID, 0, 10)).isEmpty();
        assertThat(turn().lastFailure()).startsWith("model BROKEN_ANSWER");
    }

    @Test
    void textIsShownWhileItIsWritten() throws Exception {
        run(plan(PlanPath.PLAYBOOK));

        assertThat(live.published())
                .containsExactly(
                        new LiveText.Piece(ID, 1, 1, 0, "An "),
                        new LiveText.Piece(ID, 1, 1, 3, "answer."));
    }

    @Test
    void livePreviewThatBreaksIsNothingToTheTurn() throws Exception {
        var broken =
                new LiveText() {
                    int calls;

                    @Override
                    public void publish(Piece piece) {
                        calls++;
                        throw new IllegalStateException("scripted");
                    }

                    @Override
                    public Subscription subscribe(
                            ConversationId conversation, Consumer<Piece> listener) {
                        return () -> {};
                    }
                };
        var plan = plan(PlanPath.PLAYBOOK);

        threads.submit(() -> worker(broken).run(plan, letGo::set)).get(10, TimeUnit.SECONDS);

        assertThat(broken.calls).as("it is not tried for every piece").isEqualTo(1);
        assertThat(store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void planWaitsWhileAnotherExecutorHasTheTurn() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        store.apply(Samples.begin(ID, turn()));

        var result = run(plan);

        assertThat(result).isEqualTo(new ExecutorWorker.Result.Wait(Samples.LEASE));
        assertThat(model.requests).isEmpty();
    }

    @Test
    void heartbeatKeepsALongTurnAlive() throws Exception {
        model.goOn = new CountDownLatch(1);
        var running = start(plan(PlanPath.PLAYBOOK));
        for (int i = 0; i < 6; i++) {
            clock.advance(Samples.LEASE.dividedBy(3));
            heartbeats.beat();
        }

        assertThat(turn().isLapsed(clock.instant())).isFalse();
        Objects.requireNonNull(model.goOn).countDown();
        running.get(5, TimeUnit.SECONDS);
        assertThat(store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void lostFenceCallsOffTheWork() throws Exception {
        model.goOn = new CountDownLatch(1);
        var running = start(plan(PlanPath.PLAYBOOK));
        clock.advance(Samples.LEASE);
        store.apply(Samples.wakeup(ID));

        heartbeats.beat();

        assertThat(running.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.Finished.class);
        assertThat(model.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(store.replies(ID, 0, 10)).isEmpty();
    }

    @Test
    void processThatWasSilentLooksWhichOfItsTurnsItStillHas() throws Exception {
        instance.renew();
        model.goOn = new CountDownLatch(1);
        var running = start(plan(PlanPath.PLAYBOOK));
        clock.advance(settings.instanceLease());
        assertThat(store.apply(Samples.wakeup(ID))).isInstanceOf(Claim.Outcome.Claimed.class);

        instance.renew();

        assertThat(running.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.Finished.class);
        assertThat(model.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(store.replies(ID, 0, 10)).isEmpty();
    }

    @Test
    void processThatWasSilentKeepsTheTurnsThatNobodyTook() throws Exception {
        instance.renew();
        model.goOn = new CountDownLatch(1);
        var running = start(plan(PlanPath.PLAYBOOK));
        clock.advance(settings.instanceLease());

        instance.renew();
        Objects.requireNonNull(model.goOn).countDown();

        running.get(5, TimeUnit.SECONDS);
        assertThat(model.requests).hasSize(1);
        assertThat(store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void handBackFreesTheTurnAtOnceAndIsNoFailure() throws Exception {
        model.goOn = new CountDownLatch(1);
        var running = start(plan(PlanPath.PLAYBOOK));

        letGo.get().run();

        assertThat(running.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutorWorker.Result.HandedBack.class);
        assertThat(turn().isLapsed(clock.instant())).isTrue();
        assertThat(turn().failures()).isZero();
    }

    @Test
    void turnThatIsBegunOverAndOverIsParked() throws Exception {
        var plan = plan(PlanPath.PLAYBOOK);
        for (int i = 0; i < Samples.RETRIES.maxBegins(); i++) {
            store.apply(Samples.begin(ID, turn()));
            clock.advance(Samples.LEASE);
        }

        run(plan);

        assertThat(model.requests).isEmpty();
        assertThat(store.replies(ID, 0, 10))
                .singleElement()
                .satisfies(reply -> assertThat(reply.kind()).isEqualTo(Reply.Kind.APOLOGY));
    }

    @Test
    void planWithAPathOfANewerBuildWaitsForOne() throws Exception {
        var newer =
                dev.parley.schemas.Plan.newBuilder()
                        .setOrganization("acme")
                        .setConversation("c-1")
                        .setTurnNumber(1)
                        .setTurnId("t")
                        .setFromSeq(0)
                        .setThroughSeq(1)
                        .setOwnershipEpoch(0)
                        .setPath(dev.parley.schemas.PlanPath.UNKNOWN)
                        .setEvidence(Map.of())
                        .setConfigurationVersion(1)
                        .setAllowedTools(List.of())
                        .setPlannedAt(clock.instant())
                        .build();
        var handler = new ExecutorHandler(worker, Duration.ofSeconds(7));

        assertThat(handler.handle(WorkRecord.of("plans", "acme/c-1", newer)))
                .isInstanceOf(Outcome.OfNewerBuild.class);
    }

    private ExecutorWorker worker(LiveText shown) {
        return worker(store, shown);
    }

    private ExecutorWorker worker(ConversationStore on, LiveText shown) {
        return new ExecutorWorker(
                on,
                Answering.with(
                        model,
                        shown,
                        Assignments.LIMITS,
                        Duration.ofSeconds(5),
                        Samples.READING,
                        new SimpleMeterRegistry()),
                heartbeats,
                new TurnEnding(Stage.EXECUTOR, on, cooldown, triggers, settings, FaultPoints.NONE),
                new RetryBudget(new RetryBudgetProperties(20, 200), clock),
                settings,
                FaultPoints.NONE,
                clock);
    }

    private ExecutorWorker.Result run(Plan plan)
            throws InterruptedException, ExecutionException, TimeoutException {
        return threads.submit(() -> worker.run(plan, letGo::set)).get(10, TimeUnit.SECONDS);
    }

    private Future<ExecutorWorker.Result> start(Plan plan) throws InterruptedException {
        var running = threads.submit(() -> worker.run(plan, letGo::set));
        assertThat(model.started.await(5, TimeUnit.SECONDS)).isTrue();
        return running;
    }

    private Plan plan(PlanPath path) {
        store.apply(Samples.append(ID, "m1"));
        store.apply(Samples.claim(ID, 1));
        cooldown.acquire(ID, 1);
        return plan(path, turn());
    }

    private ExecutorWorker.Result runUntilParked(Plan plan) throws Exception {
        var result = run(plan);
        while (row().turn() != null) {
            clock.advance(Duration.ofMinutes(1));
            result = run(plan);
        }
        return result;
    }

    private Plan plan(PlanPath path, Turn turn) {
        return new Plan(
                ID,
                turn.number(),
                turn.from(),
                turn.through(),
                turn.ownershipEpoch(),
                path,
                AGENT,
                null,
                List.of(),
                Map.of("playbook", "none active"),
                1,
                clock.instant());
    }

    private Turn turn() {
        return Objects.requireNonNull(row().turn());
    }

    private Conversation row() {
        return store.find(ID).orElseThrow();
    }
}
