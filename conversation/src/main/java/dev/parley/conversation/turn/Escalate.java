package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Step 9, escalation: gives the conversation to a person after a turn, with words that say so,
 * unless somebody wrote, a person took over or a newer turn began meanwhile. Done once for a turn;
 * the marker is written with the effect.
 *
 * @param turnNumber the turn after which it is seen that a person is needed
 * @param draft what the customer is told, of kind HANDOVER; null to ask only whether it may be done
 * @param grace how long its delivery may stay unattended
 */
public record Escalate(
        ConversationId conversation, long turnNumber, @Nullable ReplyDraft draft, Duration grace)
        implements Step<Escalate.Outcome> {
    /** Name of the marker. */
    public static final String STEP = "escalation";

    /** What came of it. */
    public sealed interface Outcome {
        record Escalated(Conversation row, Reply reply) implements Outcome {}

        /** This was done before; its reply may be still to announce. */
        record DoneBefore(Conversation row, Reply reply) implements Outcome {}

        /** It would be done, were there words. */
        record Due(Conversation row) implements Outcome {}

        /** The conversation has moved on. */
        record NotNow(String reason) implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        if (row != null && situation.isDone(turnNumber, STEP)) {
            Outcome before =
                    situation
                            .replyOf(turnNumber + 1)
                            .<Outcome>map(reply -> new Outcome.DoneBefore(row, reply))
                            .orElseGet(() -> new Outcome.NotNow("its words are gone"));
            return Decision.unchanged(before);
        }
        var objection = Quiet.objection(situation, row, turnNumber);
        if (row == null || objection != null) {
            return Decision.unchanged(new Outcome.NotNow(String.valueOf(objection)));
        }
        if (draft == null) {
            return Decision.unchanged(new Outcome.Due(row));
        }
        var notice =
                Notice.of(
                        situation,
                        row.withStatus(Status.PENDING_HUMAN)
                                .withTimeline(row.timeline().activeAt(now)),
                        draft,
                        Message.Role.ASSISTANT,
                        DeliveryState.PENDING,
                        grace,
                        now);
        var changes = new ArrayList<>(notice.changes());
        changes.add(new Change.MarkDone(turnNumber, STEP));
        return new Decision<>(new Outcome.Escalated(notice.row(), notice.reply()), changes);
    }
}
