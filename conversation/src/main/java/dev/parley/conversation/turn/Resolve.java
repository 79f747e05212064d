package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Status;
import java.time.Instant;

/**
 * Step 9, resolution: ends the conversation after a turn, unless somebody wrote, a person took over
 * or a newer turn began meanwhile. Done once for a turn; the marker is written with the effect.
 *
 * @param turnNumber the turn whose messages say that the matter is settled
 */
public record Resolve(ConversationId conversation, long turnNumber)
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
        if (row == null) {
            return notNow("no such conversation");
        }
        if (situation.isDone(turnNumber, STEP)) {
            return Decision.unchanged(new Outcome.DoneBefore());
        }
        if (!row.ownership().isAi() || row.status() != Status.OPEN) {
            return notNow("status " + row.status() + ", owner " + row.ownership().owner());
        }
        if (row.turn() != null || row.turnNumber() != turnNumber || !isNewest(situation, row)) {
            return notNow("a newer message, turn or owner");
        }
        var resolved =
                row.withStatus(Status.RESOLVED)
                        .withTimeline(row.timeline().endedAt(now))
                        .nextVersion();
        return Decision.of(
                new Outcome.Resolved(resolved),
                new Change.SaveConversation(resolved),
                new Change.MarkDone(turnNumber, STEP));
    }

    /** The watermark cannot tell: a takeover raises it over messages that no reply has answered. */
    private boolean isNewest(Situation situation, Conversation row) {
        return situation
                .replyOf(turnNumber)
                .filter(reply -> reply.through() >= row.progress().lastInboundSeq())
                .filter(reply -> reply.ownershipEpoch() == row.ownership().epoch())
                .isPresent();
    }

    private static Decision<Outcome> notNow(String reason) {
        return Decision.unchanged(new Outcome.NotNow(reason));
    }
}
