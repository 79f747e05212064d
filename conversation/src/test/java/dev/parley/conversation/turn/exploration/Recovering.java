package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.exploration.History.Committed;
import dev.parley.conversation.turn.exploration.History.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * A store that goes back to where its standby was, and the recovery an operator runs: erasures,
 * replies in the order of their commits, then the messages that are missing. Everything else goes
 * on meanwhile, but nobody begins while a reply of before is on its way to its topic.
 */
final class Recovering {
    private final Moves moves;
    private final World world;
    private final History history;

    Recovering(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
        this.history = world.history();
    }

    void collect() {
        if (!moves.scope().losesStore()) {
            return;
        }
        switch (history.phase()) {
            case NOTHING_LOST -> lose();
            case LOST -> begin();
            case PUTTING_BACK -> putBack();
            case RECOVERED -> {}
        }
    }

    private void lose() {
        if (!world.may(Fault.STORE_BACK)) {
            return;
        }
        if (history.past() == null && world.row() != null) {
            moves.add(
                    Actor.FAULT,
                    world.with(history.withPast(world.stored())),
                    () -> "the standby has everything up to here");
        }
        var after = world.with(history.lostTo());
        if (!after.equals(world)) {
            moves.add(
                    Actor.FAULT,
                    after.with(history.withPast(null).with(Phase.LOST, 0)).spent(Fault.STORE_BACK),
                    () -> "THE STORE GOES BACK to what its standby has");
        }
    }

    private void begin() {
        if (world.workers().stream().anyMatch(this::isOnItsWay)) {
            return;
        }
        if (!moves.protocol().putsBackFirst()) {
            publish();
            return;
        }
        boolean erases = history.erased() >= 0 && moves.protocol().erasesFirst();
        var after = erases ? moves.apply(new Erase(Scope.CONVERSATION)).world() : world;
        moves.add(
                Actor.RECOVERY,
                after.with(after.history().with(Phase.PUTTING_BACK, erases ? 0 : history.told())),
                () -> "an operator RECOVERS" + (erases ? ", and erases again" : ""));
    }

    private boolean isOnItsWay(Worker worker) {
        return worker.stage() == Worker.Stage.ANNOUNCING
                && worker.commit() > 0
                && !history.commits().get(worker.commit() - 1).told();
    }

    /** The first that has its place; one that waits for others lets the next try. */
    private void putBack() {
        for (int i = 0; i < history.commits().size(); i++) {
            if ((history.left() >>> i & 1) != 0 && putBack(i)) {
                return;
            }
        }
        if (history.left() == 0) {
            publish();
        }
        moves.addUnpromised(
                Actor.RECOVERY,
                world.with(history.with(Phase.LOST, 0)),
                () -> "the recovery CRASHES and is to be run again");
    }

    private boolean putBack(int index) {
        var commit = history.commits().get(index);
        var applied = moves.apply(step(commit));
        if (applied.outcome() instanceof PutBack.Outcome.Behind) {
            return false;
        }
        boolean cameBack =
                history.erased() >= 0 && applied.outcome() instanceof PutBack.Outcome.Restored;
        var after = applied.world();
        moves.add(
                Actor.RECOVERY,
                after.with(after.history().with(Phase.PUTTING_BACK, history.left() & ~(1 << index)))
                        .with(moves.safety().inspectAnswer(applied.changes(), commit.answers()))
                        .with(cameBack ? Violation.CAME_BACK : null),
                () ->
                        "recovery puts back the reply of turn %d: %s"
                                .formatted(
                                        commit.reply().turn(),
                                        applied.outcome().getClass().getSimpleName()));
        return true;
    }

    private PutBack step(Committed commit) {
        return new PutBack(
                Scope.CONVERSATION,
                moves.scope().channel(),
                commit.reply(),
                Stored.AGENT,
                messages(commit.answers()),
                moves.scope().grace());
    }

    private List<InboundMessage> messages(int numbers) {
        var messages = new ArrayList<InboundMessage>();
        for (int number = 1; number <= world.written(); number++) {
            if (Stored.isSet(numbers, number)) {
                messages.add(
                        new InboundMessage(
                                Scope.CONVERSATION,
                                moves.scope().channel(),
                                "m" + number,
                                Stored.key(number),
                                Stored.CUSTOMER,
                                "text",
                                null,
                                Clock.NOW));
            }
        }
        return messages;
    }

    /** Whatever is not stored by now is missing. */
    private void publish() {
        int inbound = world.topics().inbound();
        Violation violation = null;
        for (int number = 1; number <= world.written(); number++) {
            boolean erased = moves.protocol().erasesFirst() && number <= history.erased();
            if (!erased && Nibbles.get(world.stored().positions(), number) == 0) {
                inbound |= Topics.bit(number);
                violation = number <= history.erased() ? Violation.CAME_BACK : violation;
                violation = history.isAnswered(number) ? Violation.ANSWERED_AGAIN : violation;
            }
        }
        moves.add(
                Actor.RECOVERY,
                world.with(world.topics().withInbound(inbound))
                        .with(history.with(Phase.RECOVERED, 0))
                        .with(violation),
                () -> "recovery publishes what is missing");
    }
}
