package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.SettleSending.Result;
import dev.parley.conversation.turn.StartSending;

/**
 * The delivery of ingest-service: design section 5, step 8. Woken by replies and wakeups, whatever
 * they say it takes the first reply that is not final; after one is final it looks again.
 */
final class Senders {
    private final Moves moves;
    private final World world;

    Senders(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    void collect(int index) {
        var worker = world.worker(index);
        if (worker.paused()) {
            moves.step(
                    index, world, worker.withPaused(false), () -> moves.name(index) + " resumes");
            return;
        }
        switch (worker.stage()) {
            case IDLE -> take(index);
            case LOOKING -> look(index, world, worker);
            case CALLING -> call(index);
            case SETTLING -> settle(index);
            case CLOSING -> close(index);
            default -> throw new IllegalStateException("no sender: " + worker);
        }
    }

    private void take(int index) {
        if (world.isBusy(Group.SENDER)) {
            return;
        }
        var topics = world.topics();
        int turn = Topics.lowest(topics.toDeliver());
        if (turn > 0) {
            int left = topics.toDeliver() & ~Topics.bit(turn);
            var worker = Worker.at(Worker.Stage.LOOKING, turn, 0);
            look(index, world.with(topics.withReplies(topics.toPostProcess(), left)), worker);
        }
        if ((topics.wakeups() & Topics.TO_SENDERS) != 0) {
            int left = topics.wakeups() & ~Topics.TO_SENDERS;
            var worker = Worker.at(Worker.Stage.LOOKING, 0, 0);
            look(index, world.with(topics.withWakeups(left)), worker);
        }
    }

    private void look(int index, World taken, Worker worker) {
        var scope = moves.scope();
        var applied =
                moves.apply(
                        new StartSending(Scope.CONVERSATION, scope.sendDeadline(), scope.grace()));
        var after =
                taken.with(applied.world().stored())
                        .with(applied.world().violation())
                        .with(index, worker);
        switch (applied.outcome()) {
            case StartSending.Outcome.Send send -> {
                var reply = send.reply();
                moves.step(
                        index,
                        after.with(moves.safety().inspectSend(reply, world.taken())),
                        sending(worker, Worker.Stage.CALLING, reply),
                        () -> moves.name(index) + " starts to send reply " + reply.outSeq());
            }
            case StartSending.Outcome.Cancelled cancelled ->
                    moves.step(
                            index,
                            after,
                            worker,
                            () ->
                                    moves.name(index)
                                            + " cancels reply "
                                            + cancelled.reply().outSeq());
            case StartSending.Outcome.Ambiguous ambiguous ->
                    moves.step(
                            index,
                            flagged(after, ambiguous.reply().outSeq()),
                            sending(worker, Worker.Stage.CLOSING, ambiguous.reply()),
                            () ->
                                    "%s finds the send of reply %d ambiguous"
                                            .formatted(
                                                    moves.name(index), ambiguous.reply().outSeq()));
            case StartSending.Outcome.NotYet _ ->
                    moves.finish(index, after, () -> moves.name(index) + " must not send yet");
            case StartSending.Outcome.NothingToSend _ ->
                    moves.finish(index, after, () -> moves.name(index) + " has nothing to send");
        }
    }

    private static Worker sending(Worker worker, Worker.Stage stage, Reply reply) {
        return worker.sending(
                stage, reply.outSeq(), reply.delivery().attempts(), Worker.Call.TAKEN);
    }

    private static World flagged(World after, long outSeq) {
        return after.withFlagged(after.flagged() | Topics.bit(outSeq));
    }

    /** The call itself: the channel takes the reply, refuses it, or does not answer. */
    private void call(int index) {
        var worker = world.worker(index);
        called(index, taken(worker), worker, Worker.Call.TAKEN);
        if (world.may(Fault.SEND_REFUSED)) {
            called(index, world.spent(Fault.SEND_REFUSED), worker, Worker.Call.REFUSED);
        }
        if (world.may(Fault.SEND_UNANSWERED)) {
            var without = world.spent(Fault.SEND_UNANSWERED);
            called(index, without, worker, Worker.Call.UNANSWERED);
            var with = taken(worker).spent(Fault.SEND_UNANSWERED);
            called(index, with, worker, Worker.Call.UNANSWERED);
        }
    }

    /** The channel has it; a second time only if the send was flagged. */
    private World taken(Worker worker) {
        int before = Nibbles.get(world.taken(), worker.position());
        boolean flagged = (world.flagged() & Topics.bit(worker.position())) != 0;
        return world.withTaken(Nibbles.with(world.taken(), worker.position(), before + 1))
                .with(before > 0 && !flagged ? Violation.SENT_TWICE : null);
    }

    private void called(int index, World after, Worker worker, Worker.Call call) {
        moves.step(
                index,
                after,
                worker.sending(Worker.Stage.SETTLING, worker.position(), worker.attempt(), call),
                () ->
                        "%s calls the channel for reply %d: %s"
                                .formatted(moves.name(index), worker.position(), call));
    }

    private void settle(int index) {
        var worker = world.worker(index);
        settle(
                index,
                switch (worker.call()) {
                    case TAKEN -> new Result.Sent("id");
                    case REFUSED -> new Result.Retry(Clock.millis(1), "refused");
                    case UNANSWERED -> new Result.Unknown("no answer");
                });
    }

    /**
     * What may become of an ambiguous send: it is found, given up, sent again, or left for a later
     * look, which nothing promises.
     */
    private void close(int index) {
        settle(index, new Result.Sent("reconciled"));
        settle(index, new Result.Failed("closed"));
        settle(index, new Result.Retry(Clock.millis(1), "again"));
        var worker = world.worker(index);
        moves.addUnpromised(
                Actor.SENDER,
                settled(worker, new Result.Unknown("later")).world().idle(index),
                () -> moves.name(index) + " leaves the ambiguous reply for later");
    }

    /** Whatever came of it, the sender looks again. */
    private void settle(int index, Result result) {
        var worker = world.worker(index);
        var applied = settled(worker, result);
        boolean ambiguous =
                applied.outcome() instanceof SettleSending.Outcome.Settled settled
                        && settled.state().phase() == DeliveryState.Phase.AMBIGUOUS;
        moves.step(
                index,
                ambiguous ? flagged(applied.world(), worker.position()) : applied.world(),
                worker.lookingAgain(),
                () ->
                        "%s records %s for reply %d: %s"
                                .formatted(
                                        moves.name(index),
                                        result.getClass().getSimpleName(),
                                        worker.position(),
                                        applied.outcome().getClass().getSimpleName()));
    }

    private Moves.Applied<SettleSending.Outcome> settled(Worker worker, Result result) {
        return moves.apply(
                new SettleSending(
                        Scope.CONVERSATION,
                        worker.position(),
                        worker.attempt(),
                        result,
                        moves.scope().grace()));
    }
}
