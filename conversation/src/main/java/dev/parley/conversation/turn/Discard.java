package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Turn;
import java.time.Instant;

/**
 * Lets the messages that a turn parked be: nobody answers them any more. Asked again, it finds them
 * no longer parked.
 *
 * @param turnNumber the turn that parked them
 * @param by who decided it, for the record
 */
public record Discard(ConversationId conversation, long turnNumber, String by)
        implements Step<Discard.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        record Discarded(Conversation row) implements Outcome {}

        /** They are being answered after all. */
        record UnderWay(Conversation row, Turn turn) implements Outcome {}

        /** The turn has no parked messages, or no longer. */
        record NotParked() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var parked = row == null ? null : Parking.of(situation.parked(), turnNumber);
        if (row == null || parked == null) {
            return Decision.unchanged(new Outcome.NotParked());
        }
        var turn = row.turn();
        if (turn != null && turn.from() == parked.from()) {
            return Decision.unchanged(new Outcome.UnderWay(row, turn));
        }
        var saved = row.nextVersion();
        return Decision.of(
                new Outcome.Discarded(saved),
                new Change.ReplaceDisposition(
                        new Disposition(
                                parked.from(),
                                parked.through(),
                                Disposition.Kind.IGNORED,
                                turnNumber,
                                "discarded by " + by,
                                now)),
                new Change.SaveConversation(saved));
    }
}
