package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.turn.HandBack;
import java.util.function.Supplier;

/** What goes wrong around the workers, as often as the world allows. */
final class Faults {
    private final Moves moves;
    private final World world;

    Faults(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    void collect() {
        for (int index = 0; index < world.workers().size(); index++) {
            if (!world.worker(index).isIdle()) {
                crash(index);
                rebalance(index);
                pause(index);
                meetUnreadable(index);
            }
        }
        outage();
        turnClock();
        losePlan();
        loseReply();
        replay();
    }

    private void crash(int index) {
        if (world.may(Fault.CRASH)) {
            add(Fault.CRASH, died(world, index), () -> moves.name(index) + " CRASHES");
        }
    }

    private static World died(World before, int index) {
        var worker = before.worker(index);
        var after = worker.revoked() || worker.isIdle() ? before : before.redelivered(index);
        return after.idle(index);
    }

    private void outage() {
        if (world.may(Fault.OUTAGE)) {
            var after = world;
            for (int index = 0; index < world.workers().size(); index++) {
                after = died(after, index);
            }
            if (!after.equals(world)) {
                add(Fault.OUTAGE, after, () -> "EVERY WORKER CRASHES");
            }
        }
    }

    private void rebalance(int index) {
        var worker = world.worker(index);
        if (worker.revoked()) {
            return;
        }
        if (world.may(Fault.REBALANCE)) {
            add(
                    Fault.REBALANCE,
                    world.redelivered(index).with(index, worker.withRevoked()),
                    () -> "the partition of " + moves.name(index) + " MOVES, it lives on");
        }
        if (world.may(Fault.HAND_BACK)
                && worker.stage() == Worker.Stage.WORKING
                && !worker.paused()) {
            var applied =
                    moves.apply(
                            new HandBack(
                                    Scope.CONVERSATION,
                                    Executors.fence(worker),
                                    moves.scope().grace()));
            add(
                    Fault.HAND_BACK,
                    died(applied.world(), index),
                    () -> moves.name(index) + " HANDS ITS TURN BACK");
        }
    }

    /** Only where somebody waits for it: a worker elsewhere is slow whenever time passes. */
    private void pause(int index) {
        var worker = world.worker(index);
        boolean isAwaited =
                switch (worker.stage()) {
                    case WORKING, CALLING, SETTLING -> !worker.paused();
                    default -> false;
                };
        if (!isAwaited || !world.may(Fault.PAUSE)) {
            return;
        }
        var paused = worker.withPaused(true);
        add(Fault.PAUSE, world.with(index, paused), () -> moves.name(index) + " PAUSES");
        if (!worker.revoked()) {
            add(
                    Fault.PAUSE,
                    world.redelivered(index).with(index, paused.withRevoked()),
                    () -> moves.name(index) + " PAUSES and its partition moves");
        }
    }

    /** Append is repeated in its place until it can read; all others give their record up. */
    private void meetUnreadable(int index) {
        if (world.may(Fault.UNREADABLE)) {
            add(
                    Fault.UNREADABLE,
                    world.idle(index),
                    () -> moves.name(index) + " CANNOT READ the row, gives its record up");
        }
    }

    private void turnClock() {
        if (world.may(Fault.CLOCK_BACK)) {
            var after = world.with(world.stored().farAway());
            add(Fault.CLOCK_BACK, after, () -> "the clock is SET BACK");
        }
        if (world.may(Fault.CLOCK_AHEAD)) {
            var after = world.with(world.stored().later(Clock.FAR));
            add(Fault.CLOCK_AHEAD, after, () -> "the clock is SET AHEAD");
        }
    }

    private void losePlan() {
        var topics = world.topics();
        int turn = Nibbles.first(topics.plans());
        if (turn > 0 && world.may(Fault.LOST_PLAN)) {
            add(
                    Fault.LOST_PLAN,
                    world.with(topics.withPlan(turn, 0)),
                    () -> "the plan of turn " + turn + " IS LOST");
        }
    }

    private void loseReply() {
        var topics = world.topics();
        int turn = Topics.lowest(topics.toPostProcess());
        if (turn > 0 && world.may(Fault.LOST_REPLY)) {
            int left = topics.toPostProcess() & ~Topics.bit(turn);
            add(
                    Fault.LOST_REPLY,
                    world.with(topics.withReplies(left, topics.toDeliver())),
                    () -> "the record of the reply of turn " + turn + " IS LOST");
        }
    }

    private void replay() {
        if (!world.may(Fault.REPLAY)) {
            return;
        }
        var topics = world.topics();
        for (int number = 1; number <= moves.scope().messages(); number++) {
            if (Nibbles.get(world.stored().positions(), number) != 0) {
                replayed(
                        topics.withInbound(topics.inbound() | Topics.bit(number)),
                        "message " + number);
            }
        }
        for (int turn = 1; turn <= 15; turn++) {
            int through = Nibbles.get(topics.oldPlans(), turn);
            if (through != 0) {
                replayed(topics.withPlan(turn, through), "plan " + turn);
            }
            if ((topics.oldReplies() & Topics.bit(turn)) != 0) {
                int bit = Topics.bit(turn);
                int post = topics.toPostProcess() | (moves.scope().isPostProcessed() ? bit : 0);
                int deliver = topics.toDeliver() | (moves.scope().pushed() ? bit : 0);
                replayed(topics.withReplies(post, deliver), "reply " + turn);
            }
        }
        var woken = Surroundings.wokenUp(moves.scope(), world);
        replayed(woken.topics(), "a wakeup");
    }

    private void replayed(Topics topics, String what) {
        if (!topics.equals(world.topics())) {
            add(Fault.REPLAY, world.with(topics), () -> what + " COMES AGAIN");
        }
    }

    private void add(Fault fault, World after, Supplier<String> label) {
        moves.add(Actor.FAULT, after.spent(fault), label);
    }
}
