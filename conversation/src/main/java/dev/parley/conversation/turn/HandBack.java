package dev.parley.conversation.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Fence;
import java.time.Duration;
import java.time.Instant;

/**
 * Step 5, graceful: ends the lease of a running turn at once, so that whoever gets its plan next
 * need not wait. It is no failure.
 *
 * @param grace how long a delivery may stay unattended
 */
public record HandBack(ConversationId conversation, Fence fence, Duration grace)
        implements Step<HandBack.Outcome> {

    /** What came of it. */
    public enum Outcome {
        HANDED_BACK,
        FENCED
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var turn = Fences.running(row, fence);
        if (row == null || turn == null) {
            return Decision.unchanged(Outcome.FENCED);
        }
        var back = row.withTurn(turn.leasedUntil(now));
        return Decision.of(
                Outcome.HANDED_BACK,
                new Change.SaveConversation(Due.in(back, situation, now, grace).nextVersion()));
    }
}
