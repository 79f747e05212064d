package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Fence;
import dev.parley.conversation.Participant;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.Renew;
import dev.parley.conversation.turn.ReplyDraft;
import dev.parley.conversation.turn.Unanswered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The executor-worker: design section 5, steps 5 to 7.
 *
 * <p>Begin, ask the model while heartbeats go on, commit or fail, then {@link Announcing what
 * follows}. The model call itself reads and writes nothing here, so it is one move with the write
 * that ends it.
 */
final class Executors {
    private final Moves moves;
    private final World world;

    Executors(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    void collect(int index) {
        switch (world.worker(index).stage()) {
            case IDLE -> take(index);
            case WORKING -> work(index);
            case EXHAUSTED ->
                    new Announcing(moves).fail(index, world, "gives up a turn begun too often");
            case ANNOUNCING -> new Announcing(moves).announce(index);
            default -> throw new IllegalStateException("no executor: " + world.worker(index));
        }
    }

    /** Step 5. A record that must wait stays where it is. */
    private void take(int index) {
        int number = Nibbles.first(world.topics().plans());
        if (number < 0 || world.isBusy(Group.EXECUTOR)) {
            return;
        }
        int through = Nibbles.get(world.topics().plans(), number);
        var scope = moves.scope();
        var applied =
                moves.apply(
                        new Begin(
                                Scope.CONVERSATION,
                                number,
                                through,
                                scope.instance(Group.EXECUTOR),
                                scope.leases(),
                                scope.grace(),
                                15,
                                scope.messageLimit()));
        var worker = Worker.at(Worker.Stage.WORKING, number, through);
        var taken = applied.world().with(world.topics().withPlan(number, 0)).with(index, worker);
        switch (applied.outcome()) {
            case Begin.Outcome.Begun begun -> begin(index, worker, begun, taken);
            case Begin.Outcome.NotYet _ -> leave(index, number, taken);
            case Begin.Outcome.Over over -> over(index, worker, over, taken);
        }
    }

    /**
     * A record that has waited a lease may go, because due_at stands in for it; where nobody sweeps
     * it waits as long as it takes.
     */
    private void leave(int index, int number, World taken) {
        if (moves.scope().sweep()) {
            moves.addUnpromised(
                    Actor.EXECUTOR,
                    taken.idle(index),
                    () -> moves.name(index) + " leaves the plan of turn " + number + " to due_at");
        }
    }

    /** Tells the stages after this one again what the store already says. */
    private void over(int index, Worker worker, Begin.Outcome.Over over, World taken) {
        boolean owesWakeup = moves.protocol().owesWakeup(over.row());
        if (over.reply() == null) {
            moves.finish(
                    index,
                    owesWakeup ? Surroundings.wokenUp(moves.scope(), taken) : taken,
                    () -> moves.name(index) + " finds the plan's turn over, without a reply");
        } else if (isFollowedUp(over)) {
            new Announcing(moves).release(index, taken, over.reply().turn(), owesWakeup);
        } else {
            moves.step(
                    index,
                    taken,
                    worker.to(
                            Worker.Stage.ANNOUNCING,
                            over.reply().turn(),
                            0,
                            Announcing.notes(world, over.reply(), owesWakeup)),
                    () -> moves.name(index) + " finds turn " + worker.record() + " over");
        }
    }

    private static boolean isFollowedUp(Begin.Outcome.Over over) {
        var row = over.row();
        var reply = over.reply();
        return row != null && reply != null && reply.outSeq() <= row.followedUp();
    }

    private void begin(int index, Worker worker, Begin.Outcome.Begun begun, World taken) {
        var turn = begun.turn();
        int positions = 0;
        for (var message : Unanswered.in(begun.messages(), turn)) {
            positions |= Stored.bit(message.seq());
        }
        int prompt = world.stored().numbersAt(positions);
        boolean exhausted = turn.begins() > moves.scope().maxBegins();
        moves.step(
                index,
                taken.held(moves.scope())
                        .with(holderAtWork())
                        .with(prompt == 0 ? Violation.EMPTY_TURN : null),
                worker.to(
                        exhausted ? Worker.Stage.EXHAUSTED : Worker.Stage.WORKING,
                        turn.number(),
                        World.fenceOf(turn),
                        prompt),
                () ->
                        "%s begins turn %d, attempt %d"
                                .formatted(moves.name(index), turn.number(), turn.attempt()));
    }

    /** Finds a worker that a begin has just robbed of its turn although it is well. */
    private @Nullable Violation holderAtWork() {
        var turn = world.row() == null ? null : world.row().turn();
        if (turn == null
                || moves.scope().leases().isDue(turn.leaseUntil(), Clock.NOW)
                || isOfAnotherClock(turn)
                || (turn.holder() != null && Clock.until(world.stored().heldUntil()) == 0)) {
            return null;
        }
        for (int other = Group.EXECUTOR.first(); other < Group.EXECUTOR.first() + 2; other++) {
            var worker = world.worker(other);
            if (worker.stage() == Worker.Stage.WORKING
                    && !worker.paused()
                    && world.holdsItsFence(worker)) {
                return Violation.TWO_AT_WORK;
            }
        }
        return null;
    }

    private boolean isOfAnotherClock(Turn turn) {
        return Clock.until(turn.leaseUntil()) > moves.scope().leaseMillis();
    }

    private void work(int index) {
        var worker = world.worker(index);
        if (worker.paused()) {
            moves.step(
                    index, world, worker.withPaused(false), () -> moves.name(index) + " resumes");
            return;
        }
        if (moves.scope().isAlways(Fault.DEADLY_WORK)) {
            moves.add(
                    Actor.EXECUTOR,
                    (worker.revoked() ? world : world.redelivered(index)).idle(index),
                    () -> moves.name(index) + " DIES of answering turn " + worker.turn());
            return;
        }
        renew(index, worker);
        if (moves.scope().isAlways(Fault.MODEL_FAILURE)) {
            new Announcing(moves).fail(index, world, "has NO ANSWER, as ever");
            return;
        }
        if (moves.scope().isAlways(Fault.MODEL_AWAY)) {
            modelIsAway(index, world);
            return;
        }
        commit(index, worker, PlanPath.PLAYBOOK, world);
        if (world.may(Fault.MODEL_AWAY)) {
            modelIsAway(index, world.spent(Fault.MODEL_AWAY));
        }
        if (world.may(Fault.HAND_OVER)) {
            commit(index, worker, PlanPath.HUMAN, world.spent(Fault.HAND_OVER));
        }
        if (world.may(Fault.MODEL_FAILURE)) {
            modelFails(index, world.spent(Fault.MODEL_FAILURE));
        }
    }

    private void modelIsAway(int index, World budgeted) {
        var away = new Fail.Next.Away(Clock.millis(1));
        new Announcing(moves).fail(index, budgeted, "finds the model AWAY", away);
    }

    /** The model may want a longer rest than the policy has, or be of no use at all. */
    private void modelFails(int index, World budgeted) {
        var ending = new Announcing(moves);
        var longer = new Fail.Next.Later(moves.scope().retries().maxAskedDelay());
        ending.fail(index, budgeted, "has NO ANSWER FROM THE MODEL", Fail.Next.LATER);
        ending.fail(index, budgeted, "is told by the model to WAIT", longer);
        ending.fail(index, budgeted, "has its prompt REFUSED", new Fail.Next.Never());
    }

    /** Step 6: a heartbeat, when the lease is not fresh any more. A lost fence ends the work. */
    private void renew(int index, Worker worker) {
        var scope = moves.scope();
        var turn = world.row() == null ? null : world.row().turn();
        if (turn != null
                && world.holdsItsFence(worker)
                && Clock.until(turn.leaseUntil()) == scope.leaseMillis()
                && Clock.until(world.stored().heldUntil()) == scope.instanceMillis()) {
            return;
        }
        var applied =
                moves.apply(
                        new Renew(Scope.CONVERSATION, fence(worker), scope.lease(), scope.grace()));
        switch (applied.outcome()) {
            case RENEWED ->
                    moves.add(
                            Actor.HEARTBEAT,
                            applied.world().held(scope),
                            () -> moves.name(index) + " renews its leases");
            case LOST ->
                    moves.finish(
                            index, applied.world(), () -> moves.name(index) + " has lost its turn");
        }
    }

    /** Step 7a. */
    private void commit(int index, Worker worker, PlanPath path, World budgeted) {
        var draft = draft(path.handsOver() ? Reply.Kind.HANDOVER : Reply.Kind.ANSWER, path);
        var applied =
                moves.apply(
                        new Commit(
                                Scope.CONVERSATION, fence(worker), draft, moves.scope().grace()));
        var after =
                budgeted.with(applied.world().stored())
                        .with(applied.world().history())
                        .with(applied.world().violation())
                        .with(moves.safety().inspectAnswer(applied.changes(), worker.notes()));
        switch (applied.outcome()) {
            case Commit.Outcome.Committed committed -> {
                boolean owesWakeup = moves.protocol().owesWakeup(committed.row());
                var reply = committed.reply();
                var remembered = new Announcing(moves).remembered(after, reply, worker.notes());
                moves.step(
                        index,
                        remembered,
                        worker.to(
                                Worker.Stage.ANNOUNCING,
                                worker.turn(),
                                worker.attempt(),
                                Announcing.notes(remembered, reply, owesWakeup)),
                        () ->
                                "%s commits the reply of turn %d, path %s"
                                        .formatted(moves.name(index), worker.turn(), path));
            }
            case Commit.Outcome.Fenced _ ->
                    moves.finish(
                            index,
                            after,
                            () -> moves.name(index) + " is fenced off and throws its work away");
        }
    }

    static Fence fence(Worker worker) {
        int code = worker.attempt();
        return new Fence(worker.turn(), code & 0xFF, Clock.NOW.plusNanos(code >>> 8));
    }

    static ReplyDraft draft(Reply.Kind kind, PlanPath path) {
        return new ReplyDraft(
                kind,
                new Participant("agent", null, List.of()),
                "text",
                new ReplyMetadata(path, null, null, null, 0, 0, 0, ReplyFacts.NONE, Map.of()));
    }
}
