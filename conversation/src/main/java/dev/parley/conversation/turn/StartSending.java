package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Reply;
import java.time.Duration;
import java.time.Instant;

/**
 * Step 8, before the call: takes the first reply in order whose delivery is not final, and marks it
 * as being sent.
 *
 * @param deadline how long one send may take before its outcome counts as unknown
 * @param grace how long what is left to do may stay unattended
 */
public record StartSending(ConversationId conversation, Duration deadline, Duration grace)
        implements Step<StartSending.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        /** The caller sends this reply now. */
        record Send(Reply reply) implements Outcome {}

        /** The reply will not be sent, because the conversation changed hands; the next one may. */
        record Cancelled(Reply reply) implements Outcome {}

        /**
         * The reply's send began and nobody knows how it ended: to be reconciled or closed by
         * policy.
         */
        record Ambiguous(Reply reply) implements Outcome {}

        /** Another sender is at it, or a retry is not due, until the moment given. */
        record NotYet(Reply reply, Instant until) implements Outcome {}

        /** Every delivery is final. */
        record NothingToSend() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var reply = row == null ? null : situation.firstOpenReply().orElse(null);
        if (row == null || reply == null) {
            return Decision.unchanged(new Outcome.NothingToSend());
        }
        var state = reply.delivery();
        var until = state.until();
        if (until != null && until.isAfter(now) && !isOfAnotherClock(state, until, now)) {
            return Decision.unchanged(new Outcome.NotYet(reply, until));
        }
        return switch (state.phase()) {
            case PENDING, RETRY -> send(row, reply, now);
            case SENDING ->
                    ambiguous(
                            row,
                            reply.withDelivery(state.ambiguous("no outcome by the deadline")),
                            now);
            case AMBIGUOUS -> Decision.unchanged(new Outcome.Ambiguous(reply));
            case SENT, FAILED, CANCELLED ->
                    throw new IllegalStateException("a final delivery was given as open: " + reply);
        };
    }

    /** No send of this clock may take so long. */
    private boolean isOfAnotherClock(DeliveryState state, Instant until, Instant now) {
        return state.phase() == DeliveryState.Phase.SENDING && until.isAfter(now.plus(deadline));
    }

    private Decision<Outcome> send(Conversation row, Reply reply, Instant now) {
        var ownership = row.ownership();
        if (!ownership.isAi() || ownership.epoch() != reply.ownershipEpoch()) {
            var cancelled =
                    reply.withDelivery(
                            reply.delivery().cancelled("the conversation changed hands"));
            return write(new Outcome.Cancelled(cancelled), row, cancelled, now);
        }
        var sending = reply.withDelivery(reply.delivery().sending(now.plus(deadline)));
        return write(new Outcome.Send(sending), row, sending, now);
    }

    private Decision<Outcome> ambiguous(Conversation row, Reply reply, Instant now) {
        return write(new Outcome.Ambiguous(reply), row, reply, now);
    }

    /**
     * Writes the delivery; a final one leaves the row due for the next reply, which a later look
     * clears.
     */
    private Decision<Outcome> write(Outcome outcome, Conversation row, Reply reply, Instant now) {
        DeliveryState state = reply.delivery();
        var saved = Due.in(row, reply, now, grace).nextVersion();
        return Decision.of(
                outcome,
                new Change.UpdateDelivery(reply.outSeq(), state),
                new Change.SaveConversation(saved));
    }
}
