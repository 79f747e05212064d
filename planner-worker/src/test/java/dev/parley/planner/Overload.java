package dev.parley.planner;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Share;
import dev.parley.conversation.Stage;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline in virtual time whose executors are slow for a while: the real steps, planner and
 * sweep, one conversation for each message. A turn costs an executor one unit of work; the plan of
 * one that is over costs a tenth.
 */
final class Overload {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int OFFERED = 4;

    private final Fixture fixture;
    private final Sweep sweep;
    private final TurnEnding ending;
    private final Deque<Plan> plans = new ArrayDeque<>();
    private final Map<ConversationId, Integer> emitted = new HashMap<>();
    private double spare;
    private int sent;
    private int answered;

    Overload(TurnSettings settings) {
        fixture = new Fixture(settings);
        sweep =
                new Sweep(
                        fixture.store,
                        fixture.triggers,
                        fixture.clock,
                        new AbandonedTurns(fixture.store, fixture.clock, settings.instanceLease()),
                        new SweepProperties(true, TICK, 1_000, Duration.ofSeconds(10)),
                        settings.horizon(),
                        () -> Share.ALL);
        ending =
                new TurnEnding(
                        Stage.EXECUTOR,
                        fixture.store,
                        fixture.cooldown,
                        fixture.triggers,
                        settings,
                        FaultPoints.NONE);
    }

    /** Goes on while messages come in; executors do so much a second. */
    void load(Duration time, double capacity) {
        for (long second = 0; second < time.toSeconds(); second++) {
            for (int i = 0; i < OFFERED; i++) {
                receive(new ConversationId("acme", "c" + ++sent));
            }
            tick(capacity);
        }
    }

    private void receive(ConversationId id) {
        var message =
                new InboundMessage(
                        id,
                        Samples.PULLED,
                        "m" + sent,
                        new MessageKey("acme", "rest", "m" + sent),
                        Samples.CUSTOMER,
                        "Hello",
                        null,
                        fixture.clock.instant());
        fixture.worker.advance(fixture.worker.receive(message));
    }

    private void tick(double capacity) {
        fixture.clock.advance(TICK);
        sweep.run();
        var wakeups = List.copyOf(fixture.triggers.wakeups());
        fixture.triggers.wakeups().clear();
        wakeups.forEach(fixture.worker::wake);
        for (var plan : fixture.triggers.plans()) {
            plans.add(plan);
            emitted.merge(plan.conversation(), 1, Integer::sum);
        }
        fixture.triggers.plans().clear();
        spare = Math.min(spare + capacity, 2 * capacity);
        while (spare >= 1 && !plans.isEmpty()) {
            spare -= execute(plans.remove());
        }
    }

    private double execute(Plan plan) {
        var begun =
                fixture.store.apply(
                        Samples.begin(plan.conversation(), plan.turn(), plan.through()));
        if (!(begun instanceof Begin.Outcome.Begun(var _, var turn, var _))) {
            return 0.1;
        }
        var committed = fixture.store.apply(Samples.commit(plan.conversation(), turn.fence()));
        if (committed instanceof Commit.Outcome.Committed(var row, var reply)) {
            ending.announce(row, reply);
            answered++;
        }
        return 1;
    }

    /** Messages that nobody has answered yet. */
    int backlog() {
        return sent - answered;
    }

    int mostPlansOfATurn() {
        return emitted.values().stream().max(Integer::compareTo).orElse(0);
    }

    double plansOfATurn() {
        return emitted.values().stream().mapToInt(Integer::intValue).sum() / (double) sent;
    }

    /** Turns that were given up. */
    long parked() {
        long parked = 0;
        for (int i = 1; i <= sent; i++) {
            parked +=
                    fixture.store.dispositions(new ConversationId("acme", "c" + i), 10).stream()
                            .filter(one -> one.kind() == Disposition.Kind.PARKED)
                            .count();
        }
        return parked;
    }
}
