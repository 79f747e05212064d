package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.InstanceLease;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Settle;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryCooldown;
import dev.parley.testkit.InMemoryLiveText;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** An executor with its store, its model and all that it tells, in a time of its own. */
final class Desk implements AutoCloseable {
    static final ConversationId ID = new ConversationId("acme", "c-1");
    private static final PlannedAgent AGENT = new PlannedAgent("ann", "Ann", "Be kind.");

    final SettableClock clock = new SettableClock();
    final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    final InMemoryCooldown cooldown = new InMemoryCooldown();
    final RecordingTriggers triggers = new RecordingTriggers();
    final ScriptedModel model = new ScriptedModel();
    final InMemoryLiveText live = new InMemoryLiveText();
    final TurnSettings settings;
    final InstanceLease instance;
    final Heartbeats heartbeats;
    final ExecutorWorker worker;

    /** Lets go of the turn that was begun last. */
    final AtomicReference<Runnable> letGo = new AtomicReference<>(() -> {});

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Desk() {
        this(Duration.ofHours(1));
    }

    /**
     * @param longestAttempt how long one try of a turn may take
     */
    Desk(Duration longestAttempt) {
        settings =
                new TurnSettings(
                        Samples.LEASE,
                        Samples.LEASE,
                        Samples.INSTANCE_LEASE,
                        Samples.GRACE,
                        longestAttempt,
                        Samples.RETRIES,
                        20,
                        500,
                        Settle.NONE);
        instance = new InstanceLease(store, settings.instanceLease());
        heartbeats = new Heartbeats(store, instance, settings, clock);
        worker = worker(store, live);
    }

    ExecutorWorker worker(LiveText shown) {
        return worker(store, shown);
    }

    ExecutorWorker worker(ConversationStore on) {
        return worker(on, live);
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

    ExecutorWorker.Result run(Plan plan) throws Exception {
        return submit(worker, plan).get(10, TimeUnit.SECONDS);
    }

    /** Runs the plan until its turn is over. */
    ExecutorWorker.Result runUntilParked(Plan plan) throws Exception {
        var result = run(plan);
        while (row().turn() != null) {
            clock.advance(Duration.ofMinutes(1));
            result = run(plan);
        }
        return result;
    }

    Future<ExecutorWorker.Result> submit(ExecutorWorker by, Plan plan) {
        return threads.submit(() -> by.run(plan, letGo::set));
    }

    /** Begins to run the plan, and returns when the model is asked. */
    Future<ExecutorWorker.Result> start(Plan plan) {
        return start(worker, plan);
    }

    Future<ExecutorWorker.Result> start(ExecutorWorker by, Plan plan) {
        int asked = model.requests.size();
        var running = submit(by, plan);
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (model.requests.size() == asked) {
            assertThat(System.nanoTime()).as("the model is asked in time").isLessThan(end);
            Thread.onSpinWait();
        }
        return running;
    }

    /** A plan for the conversation's first message. */
    Plan plan(PlanPath path) {
        store.apply(Samples.append(ID, "m1"));
        store.apply(Samples.claim(ID, 1));
        cooldown.acquire(ID, 1);
        return plan(path, turn());
    }

    Plan plan(PlanPath path, Turn turn) {
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

    Turn turn() {
        return Objects.requireNonNull(row().turn());
    }

    Conversation row() {
        return store.find(ID).orElseThrow();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
