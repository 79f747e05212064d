package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Settle;
import org.jspecify.annotations.Nullable;

/**
 * The planner-worker: design section 5, steps 1 to 4.
 *
 * <p>An inbound record is appended, a wakeup reads the row ({@link ConversationStore#find}); then
 * both go the same way: nothing to do, or cooldown, claim, plan. The offset is committed last.
 */
final class Planners {
    private final Moves moves;
    private final World world;

    Planners(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    void collect(int index) {
        switch (world.worker(index).stage()) {
            case IDLE -> take(index);
            case INFORMED -> takeCooldown(index);
            case CLAIMING -> claim(index);
            case PLANNING -> plan(index);
            case EXHAUSTED ->
                    new Announcing(moves).fail(index, world, "gives up a turn planned too often");
            case ANNOUNCING -> new Announcing(moves).announce(index);
            default -> throw new IllegalStateException("no planner: " + world.worker(index));
        }
    }

    private void take(int index) {
        if (world.isBusy(Group.PLANNER)) {
            return;
        }
        var topics = world.topics();
        int number = Topics.lowest(topics.inbound());
        if (number > 0) {
            append(index, number);
        }
        if ((topics.wakeups() & Topics.TO_PLANNERS) != 0) {
            wakeUp(index);
        }
    }

    /** Step 1. The key is the record's; a message known already goes on like a new one. */
    private void append(int index, int number) {
        var applied =
                moves.apply(
                        new Append(
                                Scope.CONVERSATION,
                                moves.scope().channel(),
                                Stored.key(number),
                                "m" + number,
                                Stored.CUSTOMER,
                                "text",
                                null,
                                moves.scope().grace()));
        var topics = world.topics();
        var taken =
                applied.world().with(topics.withInbound(topics.inbound() & ~Topics.bit(number)));
        switch (applied.outcome()) {
            case Append.Outcome.Appended appended -> informOf(index, number, appended.seq(), taken);
            case Append.Outcome.Known known -> informOf(index, number, known.seq(), taken);
            case Append.Outcome.Over _ -> passOn(index, number, taken);
        }
    }

    /** What becomes of it in the successor is as in any conversation that begins. */
    private void passOn(int index, int number, World taken) {
        boolean known = Nibbles.get(world.stored().positions(), number) != 0;
        moves.finish(
                index,
                taken.with(index, Worker.at(Worker.Stage.INFORMED, number, 0))
                        .with(known ? Violation.KNOWN_PASSED_ON : null),
                () -> moves.name(index) + " passes message " + number + " on to a successor");
    }

    private void informOf(int index, int number, long seq, World taken) {
        var worker = Worker.at(Worker.Stage.INFORMED, number, (int) seq);
        if (!moves.protocol().keepsRecordsUntilDone()) {
            worker = worker.withRevoked();
        }
        inform(index, taken, worker, "appends message " + number);
    }

    private void wakeUp(int index) {
        var topics = world.topics();
        var taken = world.with(topics.withWakeups(topics.wakeups() & ~Topics.TO_PLANNERS));
        inform(index, taken, Worker.at(Worker.Stage.INFORMED, 0, 0), "takes a wakeup");
    }

    /**
     * Step 2 begins with the row. Nothing unanswered, no open turn and nothing due: done. A row
     * that is only due still goes on, because nothing but the claim clears a due moment that
     * nothing stands behind.
     */
    private void inform(int index, World taken, Worker worker, String what) {
        var row = taken.row();
        if (row == null || !moves.protocol().needsALook(row)) {
            moves.finish(
                    index,
                    taken.with(index, worker),
                    () -> moves.name(index) + " " + what + ": nothing to do");
            return;
        }
        var turn = row.turn();
        long token = turn == null ? row.turnNumber() + 1 : turn.number();
        boolean mayLeave = moves.protocol().mayLeaveWhenBusy(row, seq(worker), Clock.NOW);
        moves.step(
                index,
                taken,
                worker.to(Worker.Stage.INFORMED, token, 0, mayLeave ? 1 : 0),
                () -> moves.name(index) + " " + what);
    }

    private static @Nullable Long seq(Worker worker) {
        return worker.record() == 0 ? null : (long) worker.position();
    }

    /** Step 2: taken, busy or unreachable. */
    private void takeCooldown(int index) {
        var worker = world.worker(index);
        var claiming = worker.to(Worker.Stage.CLAIMING, worker.turn(), 0, 0);
        if (world.cooldown() == 0) {
            moves.step(
                    index,
                    world.withCooldown(worker.turn()),
                    claiming,
                    () -> moves.name(index) + " takes the cooldown for turn " + worker.turn());
        } else if (worker.notes() == 1) {
            moves.finish(
                    index,
                    world,
                    () -> moves.name(index) + " finds the cooldown busy and a live turn: leaves");
        } else {
            moves.step(
                    index,
                    world,
                    claiming,
                    () -> moves.name(index) + " finds the cooldown busy, goes on without it");
        }
        if (world.may(Fault.REDIS_DOWN)) {
            moves.add(
                    Actor.FAULT,
                    world.spent(Fault.REDIS_DOWN).with(index, claiming),
                    () -> moves.name(index) + " cannot reach Redis, goes on without it");
        }
        giveUp(index, "gives up before the claim");
    }

    /** Step 3. */
    private void claim(int index) {
        var worker = world.worker(index);
        var scope = moves.scope();
        var applied =
                moves.apply(
                        new Claim(
                                Scope.CONVERSATION,
                                seq(worker),
                                scope.instance(Group.PLANNER),
                                scope.leases(),
                                scope.grace(),
                                scope.messageLimit(),
                                Settle.NONE));
        switch (applied.outcome()) {
            case Claim.Outcome.Claimed claimed -> {
                var turn = claimed.turn();
                moves.step(
                        index,
                        applied.world()
                                .held(scope)
                                .with(moves.safety().inspectRange(turn.from(), turn.through())),
                        worker.to(
                                isExhausted(turn) ? Worker.Stage.EXHAUSTED : Worker.Stage.PLANNING,
                                turn.number(),
                                World.fenceOf(turn),
                                (int) turn.through()),
                        () ->
                                "%s claims turn %d (%d, %d]%s"
                                        .formatted(
                                                moves.name(index),
                                                turn.number(),
                                                turn.from(),
                                                turn.through(),
                                                claimed.again() ? " again" : ""));
            }
            case Claim.Outcome.Idle _, Claim.Outcome.Settling _ ->
                    moves.finish(
                            index,
                            released(applied.world(), worker.turn()),
                            () -> moves.name(index) + " finds nothing to claim");
            case Claim.Outcome.Busy _ ->
                    moves.finish(
                            index,
                            applied.world(),
                            () -> moves.name(index) + " finds the turn taken");
        }
        giveUp(index, "gives up before the claim");
    }

    private boolean isExhausted(Turn turn) {
        return moves.protocol().countsEmissions()
                && turn.emissions() > moves.scope().retries().maxEmissions();
    }

    private World released(World after, long token) {
        return after.cooldown() == token ? after.withCooldown(0) : after;
    }

    /** Step 4. */
    private void plan(int index) {
        var worker = world.worker(index);
        if (moves.scope().isAlways(Fault.DEADLY_PLANNING)) {
            moves.add(
                    Actor.PLANNER,
                    world.redelivered(index).idle(index),
                    () -> moves.name(index) + " DIES of planning turn " + worker.turn());
            return;
        }
        if (moves.scope().isAlways(Fault.PLANNER_FAILURE)) {
            fail(index, world);
            return;
        }
        moves.finish(
                index,
                world.with(world.topics().withPlan(worker.turn(), worker.notes())),
                () -> moves.name(index) + " emits the plan of turn " + worker.turn());
        if (world.may(Fault.PLANNER_FAILURE)) {
            fail(index, world.spent(Fault.PLANNER_FAILURE));
        }
    }

    /** Whoever gives up on a turn runs step 7b first; the dead letter is nobody's trigger. */
    private void fail(int index, World budgeted) {
        new Announcing(moves).fail(index, budgeted, "CANNOT PLAN its turn");
    }

    private void giveUp(int index, String how) {
        if (world.may(Fault.PLANNER_FAILURE)) {
            moves.add(
                    Actor.FAULT,
                    world.spent(Fault.PLANNER_FAILURE).idle(index),
                    () -> moves.name(index) + " FAILS and " + how);
        }
    }
}
