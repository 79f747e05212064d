package dev.parley.conversation.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Fence;
import java.time.Duration;
import java.time.Instant;

/**
 * Step 6, heartbeat: extends the lease of a running turn, if the fence still holds.
 *
 * @param grace how long a delivery may stay unattended
 */
public record Renew(ConversationId conversation, Fence fence, Duration lease, Duration grace)
        implements Step<Renew.Outcome> {

    /** What came of it. */
    public enum Outcome {
        RENEWED,
        /** The turn is somebody else's, or over: stop working on it. */
        LOST
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var turn = Fences.running(row, fence);
        if (row == null || turn == null) {
            return Decision.unchanged(Outcome.LOST);
        }
        var renewed = row.withTurn(turn.leasedUntil(now.plus(lease)));
        return Decision.of(
                Outcome.RENEWED,
                new Change.SaveConversation(Due.in(renewed, situation, now, grace).nextVersion()));
    }
}
