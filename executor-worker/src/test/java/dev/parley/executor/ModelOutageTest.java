package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.InstanceLease;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.RetryPolicy;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.model.guard.GuardedModel;
import dev.parley.model.guard.Time;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryCooldown;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A model that is away for ten minutes of virtual time, behind its guard, with the settings that
 * are the defaults: who writes gets one answer or one apology, and nobody has to help.
 */
class ModelOutageTest {
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CONVERSATIONS = 1_200;
    private static final RetryPolicy RETRIES =
            new RetryPolicy(
                    4,
                    12,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    PATIENCE);
    private static final PlannedAgent AGENT = new PlannedAgent("ann", "Ann", "Be kind.");

    private final SettableClock clock = new SettableClock();
    private final Instant start = clock.instant();
    private final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    private final InMemoryCooldown cooldown = new InMemoryCooldown();
    private final RecordingTriggers triggers = new RecordingTriggers();
    private final ScriptedModel model = new ScriptedModel();
    private final TurnSettings settings =
            new TurnSettings(Samples.LEASE, Samples.GRACE, RETRIES, 20, 500);
    private final ExecutorWorker worker =
            new ExecutorWorker(
                    store,
                    Answering.with(
                            GuardedModel.before(model, new ClockTime()),
                            LiveText.NONE,
                            Assignments.LIMITS,
                            Duration.ofSeconds(5),
                            Samples.READING,
                            new SimpleMeterRegistry()),
                    new Heartbeats(
                            store,
                            new InstanceLease(store, settings.instanceLease()),
                            settings,
                            clock),
                    new TurnEnding(
                            Stage.EXECUTOR, store, cooldown, triggers, settings, FaultPoints.NONE),
                    new RetryBudget(new RetryBudgetProperties(20, 200), clock),
                    settings,
                    FaultPoints.NONE,
                    clock);

    /** Something that happens to a conversation at a moment. */
    private record Happening(Instant at, ConversationId id) {}

    @Test
    void everyConversationEndsWithOneAnswerOrOneApologyAndNobodyHasToHelp() throws Exception {
        var happenings = new PriorityQueue<>(Comparator.comparing(Happening::at));
        var written = writtenOver(OUTAGE.plus(PATIENCE));
        happenings.addAll(written);
        int runs = 0;
        int asked = 0;
        while (!happenings.isEmpty()) {
            var next = happenings.remove();
            clock.advance(Duration.between(clock.instant(), next.at()));
            model.failing = clock.instant().isBefore(start.plus(OUTAGE));
            store.apply(Samples.append(next.id(), "m-" + next.id().conversation()));
            if (store.apply(Samples.wakeup(next.id())) instanceof Claim.Outcome.Claimed claimed) {
                worker.run(plan(next.id(), claimed.turn()), _ -> {});
                runs++;
                if (model.failing) {
                    asked = model.requests.size();
                }
            }
            var dueAt = store.find(next.id()).orElseThrow().dueAt();
            if (dueAt != null) {
                happenings.add(new Happening(dueAt, next.id()));
            }
        }

        long answers = 0;
        for (var first : written) {
            var replies = store.replies(first.id(), 0, 10);
            assertThat(replies).as("replies of " + first.id()).hasSize(1);
            var row = store.find(first.id()).orElseThrow();
            assertThat(row.needsProcessing()).isFalse();
            if (replies.getFirst().kind() == Reply.Kind.ANSWER) {
                answers++;
            } else {
                assertThat(replies.getFirst().kind()).isEqualTo(Reply.Kind.APOLOGY);
                assertThat(row.status()).isEqualTo(Status.PENDING_HUMAN);
            }
        }
        assertThat(happenedAfter(written, OUTAGE.minus(PATIENCE).plusSeconds(70)))
                .as("who wrote late enough was waited for")
                .allMatch(id -> isAnswered(id) || failedByItself(id));
        System.out.printf(
                "model away for 10 min: conversations=%d answered=%d apologized=%d runs=%d calls=%d"
                        + " wasted=%d%n",
                CONVERSATIONS,
                answers,
                CONVERSATIONS - answers,
                runs,
                model.requests.size(),
                asked);
        assertThat(answers).isGreaterThan(CONVERSATIONS / 2);
        assertThat(asked).as("calls to a model that is away").isLessThan(CONVERSATIONS);
    }

    private boolean isAnswered(ConversationId id) {
        return store.replies(id, 0, 1).getFirst().kind() == Reply.Kind.ANSWER;
    }

    /** Its own tries, as a probe of the breaker or before it opened, were over. */
    private boolean failedByItself(ConversationId id) {
        return triggers.failures().stream()
                .anyMatch(failure ->
                        failure.conversation().equals(id)
                                && failure.failures() >= RETRIES.maxFailures());
    }

    private List<ConversationId> happenedAfter(List<Happening> written, Duration since) {
        return written.stream()
                .filter(first -> first.at().isAfter(start.plus(since)))
                .map(Happening::id)
                .toList();
    }

    private List<Happening> writtenOver(Duration time) {
        var random = new Random(7);
        var written = new ArrayList<Happening>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            var id = new ConversationId(i % 2 == 0 ? "acme" : "globex", "c" + i);
            written.add(new Happening(start.plusMillis(random.nextLong(time.toMillis())), id));
        }
        return written;
    }

    private Plan plan(ConversationId id, Turn turn) {
        return new Plan(
                id,
                turn.number(),
                turn.from(),
                turn.through(),
                turn.ownershipEpoch(),
                PlanPath.PLAYBOOK,
                AGENT,
                null,
                List.of(),
                Map.of(),
                1,
                clock.instant());
    }

    /** The store's clock, for the guard. Nothing waits here: callers come one at a time. */
    private final class ClockTime implements Time {
        @Override
        public long nanos() {
            return Duration.between(start, clock.instant()).toNanos();
        }

        @Override
        public void after(Duration delay, Runnable action) {
            throw new UnsupportedOperationException("no model here asks for rest");
        }
    }
}
