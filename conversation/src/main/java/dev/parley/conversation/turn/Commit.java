package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Reply;
import java.time.Duration;
import java.time.Instant;

/**
 * Step 7a: stores the turn's reply and closes the turn, if the fence still holds.
 *
 * <p>On a path that hands over, the same write gives the conversation and all its messages to a
 * person.
 *
 * @param grace how long what is left to do may stay unattended
 */
public record Commit(ConversationId conversation, Fence fence, ReplyDraft draft, Duration grace)
        implements Step<Commit.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        /** The reply is stored; when the row is behind, a wakeup is owed. */
        record Committed(Conversation row, Reply reply) implements Outcome {}

        /** The turn is somebody else's, or over: the work is thrown away. */
        record Fenced() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var turn = Fences.running(row, fence);
        if (row == null || turn == null) {
            return Decision.unchanged(new Outcome.Fenced());
        }
        boolean handsOver = draft.metadata().path().handsOver();
        var ending =
                Ending.of(
                        situation,
                        row,
                        turn,
                        draft,
                        handsOver ? Disposition.Kind.HUMAN : Disposition.Kind.ANSWERED,
                        handsOver ? "handed over" : null,
                        handsOver,
                        grace,
                        now);
        return new Decision<>(
                new Outcome.Committed(ending.row(), ending.reply()), ending.changes());
    }
}
