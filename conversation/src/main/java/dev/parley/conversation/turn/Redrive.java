package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Status;
import dev.parley.conversation.Timeline;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step 11: opens a new turn over the messages that a turn parked, whose lease has lapsed already,
 * so that the next claim emits its plan. Until it ends they stay parked by the old turn; then their
 * disposition is replaced, so that each message has exactly one at any moment.
 *
 * <p>The watermark is not touched: the turn lies below it. Asked again, it finds the turn open or
 * the messages no longer parked.
 *
 * @param turnNumber the turn that parked them
 * @param within how old the oldest message may be; any age when null
 * @param force answer messages of any age
 * @param grace how long what is left to do may stay unattended
 */
public record Redrive(
        ConversationId conversation,
        long turnNumber,
        @Nullable Duration within,
        boolean force,
        Duration grace)
        implements Step<Redrive.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        /** The turn is open; a wakeup is owed. */
        record Redriven(Conversation row, Turn turn) implements Outcome {}

        /** The open turn is its redrive; the wakeup may be owed still. */
        record UnderWay(Conversation row, Turn turn) implements Outcome {}

        /** Another turn is open; later it can be. */
        record Busy(Conversation row, Turn turn) implements Outcome {}

        /** A person has the conversation; it can be once they gave it back. */
        record NotOurs(Conversation row) implements Outcome {}

        /**
         * An earlier part of the conversation is parked still and comes first.
         *
         * @param turn the turn that parked it
         */
        record Earlier(long turn) implements Outcome {}

        /**
         * The answer would come too late.
         *
         * @param oldest when the oldest message was stored
         */
        record Stale(Instant oldest, Duration within) implements Outcome {}

        /** The turn has no parked messages, or no longer. */
        record NotParked() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        if (row == null) {
            return Decision.unchanged(new Outcome.NotParked());
        }
        var parked = situation.parked();
        var wanted = Parking.of(parked, turnNumber);
        if (wanted == null) {
            return Decision.unchanged(new Outcome.NotParked());
        }
        var refusal = refusal(row, parked, wanted);
        if (refusal == null) {
            refusal = stale(situation, wanted, now);
        }
        return refusal == null ? open(situation, row, wanted, now) : Decision.unchanged(refusal);
    }

    private @Nullable Outcome refusal(
            Conversation row, List<Disposition> parked, Disposition wanted) {
        var turn = row.turn();
        if (turn != null) {
            return turn.from() == wanted.from()
                    ? new Outcome.UnderWay(row, turn)
                    : new Outcome.Busy(row, turn);
        }
        if (!row.ownership().isAi()) {
            return new Outcome.NotOurs(row);
        }
        var first = parked.getFirst();
        return first.equals(wanted) ? null : new Outcome.Earlier(Parking.turn(first));
    }

    private @Nullable Outcome stale(Situation situation, Disposition wanted, Instant now) {
        if (force || within == null) {
            return null;
        }
        int all = Math.toIntExact(wanted.through() - wanted.from());
        var oldest =
                situation.messages(wanted.from(), wanted.through(), all).stream()
                        .filter(message -> message.role() == Message.Role.USER)
                        .map(Message::storedAt)
                        .min(Instant::compareTo);
        return oldest.filter(at -> at.plus(within).isBefore(now))
                .map(at -> new Outcome.Stale(at, within))
                .orElse(null);
    }

    private Decision<Outcome> open(
            Situation situation, Conversation row, Disposition wanted, Instant now) {
        var turn =
                Turn.opened(
                        row.turnNumber() + 1,
                        wanted.from(),
                        wanted.through(),
                        row.ownership().epoch(),
                        now);
        var opened =
                row.withStatus(Status.OPEN)
                        .withClosure(null)
                        .withTimeline(waiting(row.timeline().goingOn(), now))
                        .withTurn(turn);
        var saved = Due.in(opened, situation, now, grace).nextVersion();
        return Decision.of(new Outcome.Redriven(saved, turn), new Change.SaveConversation(saved));
    }

    /** A redrive that hangs is shown like a message that waits. */
    private static Timeline waiting(Timeline timeline, Instant now) {
        return timeline.waitingSince() == null ? timeline.waitingSince(now) : timeline;
    }
}
