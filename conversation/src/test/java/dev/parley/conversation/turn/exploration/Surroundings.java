package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Discard;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.Redrive;
import dev.parley.conversation.turn.TakeOver;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The customer, the person who takes over, time, the sweep, and the cooldown's expiry. */
final class Surroundings {
    private final Moves moves;
    private final World world;

    Surroundings(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    void collect() {
        write();
        takeOver();
        operate();
        erase();
        pass();
        sweep();
        if (world.cooldown() != 0) {
            moves.add(Actor.REDIS, world.withCooldown(0), () -> "the cooldown expires or is lost");
        }
    }

    private void write() {
        if (world.written() < moves.scope().messages()) {
            int number = world.written() + 1;
            var topics = world.topics();
            moves.add(
                    Actor.CUSTOMER,
                    world.withWritten(number)
                            .with(topics.withInbound(topics.inbound() | Topics.bit(number))),
                    () -> "the customer sends message " + number);
        }
    }

    /** Step 10. */
    private void takeOver() {
        if (world.row() == null) {
            return;
        }
        if (world.may(Fault.TAKE_OVER)) {
            var applied =
                    moves.apply(new TakeOver(Scope.CONVERSATION, "person", moves.scope().grace()));
            moves.add(
                    Actor.PERSON,
                    applied.world().spent(Fault.TAKE_OVER),
                    () -> "a person TAKES OVER");
        }
        if (world.may(Fault.RETURN)) {
            var applied = moves.apply(new GiveBack(Scope.CONVERSATION));
            if (applied.outcome() instanceof GiveBack.Outcome.GivenBack) {
                moves.add(
                        Actor.PERSON,
                        applied.world().spent(Fault.RETURN),
                        () -> "a person GIVES IT BACK");
            }
        }
    }

    /** Step 11. The wakeup after it may be lost with whoever owes it. */
    private void operate() {
        for (var parked : world.stored().parked()) {
            long turn = Objects.requireNonNull(parked.turn());
            if (world.may(Fault.REDRIVE)) {
                redrive(turn);
            }
            if (world.may(Fault.DISCARD)) {
                var applied = moves.apply(new Discard(Scope.CONVERSATION, turn, "operator"));
                if (applied.outcome() instanceof Discard.Outcome.Discarded) {
                    moves.add(
                            Actor.PERSON,
                            applied.world().spent(Fault.DISCARD),
                            () -> "an operator DISCARDS turn " + turn);
                }
            }
        }
    }

    private void erase() {
        if (!world.may(Fault.ERASE)) {
            return;
        }
        var applied = moves.apply(new Erase(Scope.CONVERSATION));
        if (applied.outcome() instanceof Erase.Outcome.Erased) {
            var told = applied.world().history().withErased(world.written());
            moves.add(
                    Actor.PERSON,
                    (moves.scope().losesStore() ? applied.world().with(told) : applied.world())
                            .spent(Fault.ERASE),
                    () -> "the conversation IS ERASED");
        }
    }

    private void redrive(long turn) {
        var applied =
                moves.apply(
                        new Redrive(Scope.CONVERSATION, turn, null, false, moves.scope().grace()));
        if (applied.outcome() instanceof Redrive.Outcome.Redriven) {
            var redriven = applied.world().spent(Fault.REDRIVE);
            moves.add(
                    Actor.PERSON,
                    wokenUp(moves.scope(), redriven),
                    () -> "an operator REDRIVES turn " + turn);
            moves.add(
                    Actor.PERSON,
                    redriven,
                    () -> "an operator REDRIVES turn " + turn + ", the wakeup is lost");
        }
    }

    /**
     * A millisecond passes, at any moment, as long as some deadline lies ahead; but not if a
     * healthy worker would prevent it, because it renews its lease or ends its call in time.
     */
    private void pass() {
        if ((deadlines().anyMatch(deadline -> Clock.until(deadline) > 0) || isImpatient())
                && IntStream.range(0, 6).noneMatch(this::isKept)) {
            moves.add(
                    Actor.TIME,
                    world.with(world.stored().later(1)).with(world.history().later(1)),
                    () -> "time passes");
        }
    }

    /** Patience is a deadline that no moment tells. */
    private boolean isImpatient() {
        var turn = world.row() == null ? null : world.row().turn();
        var since = turn == null ? null : turn.awaySince();
        return since != null && -since.toEpochMilli() < Scope.PATIENCE;
    }

    private Stream<Instant> deadlines() {
        var row = world.row();
        if (row == null) {
            return Stream.empty();
        }
        var turn = row.turn();
        return Stream.concat(
                Stream.of(
                                row.dueAt(),
                                turn == null ? null : turn.leaseUntil(),
                                turn == null ? null : turn.notBefore(),
                                turn == null ? null : world.stored().heldUntil())
                        .filter(Objects::nonNull),
                world.stored().replies().stream()
                        .map(reply -> reply.delivery().until())
                        .filter(Objects::nonNull));
    }

    private boolean isKept(int index) {
        var worker = world.worker(index);
        if (worker.paused()) {
            return false;
        }
        return switch (worker.stage()) {
            case WORKING, EXHAUSTED -> {
                var turn = world.row() == null ? null : world.row().turn();
                yield turn != null
                        && turn.phase() == Turn.Phase.RUNNING
                        && world.holdsItsFence(worker)
                        && (Clock.until(turn.leaseUntil()) == 1 || isHeldForOneMore(turn));
            }
            case PLANNING -> {
                var turn = world.row() == null ? null : world.row().turn();
                yield turn != null && world.holdsItsFence(worker) && isHeldForOneMore(turn);
            }
            case CALLING, SETTLING -> {
                var reply = world.replyAt(worker.position());
                yield reply != null
                        && reply.delivery().phase() == DeliveryState.Phase.SENDING
                        && reply.delivery().attempts() == worker.attempt()
                        && Clock.until(reply.delivery().until()) == 1;
            }
            default -> false;
        };
    }

    private boolean isHeldForOneMore(Turn turn) {
        return turn.holder() != null && Clock.until(world.stored().heldUntil()) == 1;
    }

    /** The only timer: whatever is past due gets a wakeup, again and again. */
    private void sweep() {
        if (!moves.scope().sweep() || !isFound()) {
            return;
        }
        var woken = wokenUp(moves.scope(), world);
        if (!woken.equals(world)) {
            moves.add(Actor.SWEEP, woken, () -> "the sweep emits a wakeup");
        }
    }

    private boolean isFound() {
        var row = world.row();
        if (row == null) {
            return false;
        }
        var due = row.dueAt();
        var leases = moves.scope().leases();
        return (due != null && moves.protocol().isDue(due, leases, Clock.NOW))
                || (moves.protocol().findsAbandoned() && isAbandoned(row.turn()));
    }

    private boolean isAbandoned(@Nullable Turn turn) {
        return turn != null
                && turn.phase() == Turn.Phase.RUNNING
                && turn.holder() != null
                && Clock.until(world.stored().heldUntil()) == 0;
    }

    /** With a wakeup for whoever listens. */
    static World wokenUp(Scope scope, World after) {
        var topics = after.topics();
        int groups = Topics.TO_PLANNERS | (scope.pushed() ? Topics.TO_SENDERS : 0);
        return after.with(topics.withWakeups(topics.wakeups() | groups));
    }
}
