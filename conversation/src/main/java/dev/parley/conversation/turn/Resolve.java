package dev.parley.conversation.turn;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Status;
import java.time.Instant;

/**
 * Step 9, resolution: ends the conversation after a turn, unless somebody wrote, a person took over
 * or a newer turn began meanwhile. Done once for a turn; the marker is written with the effect.
 *
 * @param turnNumber the turn whose messages say that the matter is settled
 * @param closure what they say
 */
public record Resolve(ConversationId conversation, long turnNumber, Closure closure)
        implements Step<Resolve.Outcome> {
    /** Name of the marker. */
    public static final String STEP = "resolution";

    /** What came of it. */
    public sealed interface Outcome {
        record Resolved(Conversation row) implements Outcome {}

        /** This was done before; what follows from it may be still to do. */
        record DoneBefore() implements Outcome {}

        /** The conversation has moved on. */
        record NotNow(String reason) implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        if (row != null && situation.isDone(turnNumber, STEP)) {
            return Decision.unchanged(new Outcome.DoneBefore());
        }
        var objection = Quiet.objection(situation, row, turnNumber);
        if (row == null || objection != null) {
            return Decision.unchanged(new Outcome.NotNow(String.valueOf(objection)));
        }
        var resolved =
                row.withStatus(Status.RESOLVED)
                        .withTimeline(row.timeline().endedAt(now))
                        .withClosure(closure)
                        .nextVersion();
        return Decision.of(
                new Outcome.Resolved(resolved),
                new Change.SaveConversation(resolved),
                new Change.MarkDone(turnNumber, STEP));
    }
}
