package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Fail;

/**
 * How a turn's attempt ends for the worker that had it, planner or executor.
 *
 * <p>What follows a reply comes in this order: the record on replies, the cooldown, the wakeup, the
 * offset. A crash may come between any two; the plan then comes again and finds its turn over.
 */
final class Announcing {
    private final Moves moves;
    private final World world;

    Announcing(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    /** Its reply was followed up already: nobody is told again, the rest is done. */
    void release(int index, World taken, long turn, boolean owesWakeup) {
        var released = released(taken, turn);
        moves.finish(
                index,
                owesWakeup ? Surroundings.wokenUp(moves.scope(), released) : released,
                () -> moves.name(index) + " finds turn " + turn + " over and followed up");
    }

    void announce(int index) {
        var worker = world.worker(index);
        var emitted = told(worker.commit(), emitted(moves.scope(), world, worker.turn()));
        var released = released(emitted, worker.turn());
        moves.finish(
                index,
                worker.owesWakeup() ? Surroundings.wokenUp(moves.scope(), released) : released,
                () -> moves.name(index) + " emits the reply of turn " + worker.turn());
        if (!worker.revoked() && world.may(Fault.CRASH)) {
            moves.add(
                    Actor.FAULT,
                    emitted.redelivered(index).idle(index).spent(Fault.CRASH),
                    () -> moves.name(index) + " emits the reply and CRASHES");
        }
    }

    /** Step 7b, after the rest that the policy has. */
    void fail(int index, World budgeted, String why) {
        fail(index, budgeted, why, Fail.Next.LATER);
    }

    /**
     * Step 7b. The error record is nobody's trigger, due_at is.
     *
     * @param budgeted the world without what the failure costs
     */
    void fail(int index, World budgeted, String why, Fail.Next next) {
        var worker = world.worker(index);
        var applied = moves.apply(failure(moves.scope(), worker, next));
        var after =
                budgeted.with(applied.world().stored())
                        .with(applied.world().history())
                        .with(applied.world().violation());
        switch (applied.outcome()) {
            case Fail.Outcome.Parked parked -> {
                var parkedWorld = remembered(after, parked.reply(), 0);
                boolean owesWakeup = moves.protocol().owesWakeup(parked.row());
                moves.step(
                        index,
                        parkedWorld,
                        worker.to(
                                Worker.Stage.ANNOUNCING,
                                worker.turn(),
                                0,
                                notes(parkedWorld, parked.reply(), owesWakeup)),
                        () ->
                                "%s %s: parks turn %d"
                                        .formatted(moves.name(index), why, worker.turn()));
            }
            case Fail.Outcome.Retrying _ ->
                    moves.finish(
                            index,
                            released(after, worker.turn()),
                            () ->
                                    "%s %s: turn %d rests"
                                            .formatted(moves.name(index), why, worker.turn()));
            case Fail.Outcome.Fenced _ ->
                    moves.finish(
                            index,
                            after,
                            () -> "%s %s: is fenced off".formatted(moves.name(index), why));
        }
    }

    private static World told(int commit, World after) {
        return commit == 0 ? after : after.with(after.history().withTold(commit));
    }

    /** What a worker has in mind that announces: its commit, and whether it owes a wakeup. */
    static int notes(World after, Reply reply, boolean owesWakeup) {
        int commit = after.history().commits().isEmpty() ? 0 : after.history().numberOf(reply);
        return commit << 1 | (owesWakeup ? 1 : 0);
    }

    /** With the commit remembered, where the store may lose it. */
    World remembered(World after, Reply reply, int answers) {
        return moves.scope().losesStore()
                ? after.with(after.history().withCommit(reply, answers))
                : after;
    }

    private static Fail failure(Scope scope, Worker worker, Fail.Next next) {
        return new Fail(
                Scope.CONVERSATION,
                Executors.fence(worker),
                "cause",
                next,
                scope.retries(),
                Executors.draft(Reply.Kind.APOLOGY, PlanPath.PLAYBOOK),
                scope.grace());
    }

    private World released(World after, long turn) {
        if (after.cooldown() == 0 || !moves.protocol().releasesCooldown(after.cooldown(), turn)) {
            return after;
        }
        return after.withCooldown(0)
                .with(after.cooldown() == turn ? null : Violation.FOREIGN_COOLDOWN);
    }

    /** With the turn's reply emitted, to the groups that do something in this world. */
    static World emitted(Scope scope, World after, long turn) {
        var topics = after.topics();
        int bit = Topics.bit(turn);
        return after.with(
                topics.withReplies(
                        topics.toPostProcess() | (scope.isPostProcessed() ? bit : 0),
                        topics.toDeliver() | (scope.pushed() ? bit : 0)));
    }
}
