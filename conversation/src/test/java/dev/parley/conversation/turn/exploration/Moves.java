package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what can happen next in one world, and runs the real steps for those who ask. */
final class Moves {
    private final Scope scope;
    private final Protocol protocol;
    private final World world;
    private final Safety safety;
    private final List<Move> collected = new ArrayList<>();

    Moves(Scope scope, Protocol protocol, World world) {
        this.scope = scope;
        this.protocol = protocol;
        this.world = world;
        this.safety = new Safety(scope, world.stored());
    }

    Scope scope() {
        return scope;
    }

    Protocol protocol() {
        return protocol;
    }

    World world() {
        return world;
    }

    Safety safety() {
        return safety;
    }

    List<Move> collected() {
        return collected;
    }

    /** What a step came to. */
    record Applied<O>(O outcome, List<Change> changes, World world) {}

    /** Runs a step on the store as it is, in one atomic write. */
    <O> Applied<O> apply(Step<O> step) {
        var now = scope.losesStore() ? world.history().now() : Clock.NOW;
        var decision = protocol.decide(step, world.stored(), now);
        var violation = safety.inspect(step, decision.changes());
        var after = world.with(world.stored().with(decision.changes())).with(violation);
        if (scope.losesStore() && !decision.changes().isEmpty()) {
            after = after.with(after.history().ticked());
        }
        return new Applied<>(decision.outcome(), decision.changes(), after);
    }

    /** Something that happens as long as it can, unless it uses up a budget. */
    void add(Actor actor, World to, Supplier<String> label) {
        boolean fair = actor.isFair() && to.budgets() == world.budgets();
        collected.add(new Move(actor, fair, to, label));
    }

    /** Something a worker may do or leave. */
    void addUnpromised(Actor actor, World to, Supplier<String> label) {
        collected.add(new Move(actor, false, to, label));
    }

    /**
     * A worker's last move on its record: the offset is committed right after, unless the worker
     * dies in between.
     */
    void finish(int index, World after, Supplier<String> label) {
        var worker = after.worker(index);
        add(Group.of(index).actor(), after.idle(index), label);
        if (!worker.revoked() && after.may(Fault.CRASH)) {
            add(
                    Actor.FAULT,
                    after.redelivered(index).idle(index).spent(Fault.CRASH),
                    () -> label.get() + ", CRASHES before the offset commit");
        }
    }

    /** The next move of a worker that goes on with its record. */
    void step(int index, World after, Worker worker, Supplier<String> label) {
        add(Group.of(index).actor(), after.with(index, worker), label);
    }

    String name(int index) {
        return world.worker(index).name(index);
    }
}
