package dev.parley.conversation.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Reply;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Step 8, after the call: records how a send ended.
 *
 * <p>It counts only for the send it belongs to: the same reply, the same attempt, still SENDING or
 * AMBIGUOUS.
 *
 * @param outSeq the reply
 * @param attempt its attempt when the send was started
 * @param grace how long what is left to do may stay unattended
 */
public record SettleSending(
        ConversationId conversation, long outSeq, int attempt, Result result, Duration grace)
        implements Step<SettleSending.Outcome> {

    /** How a send ended. */
    public sealed interface Result {
        /** The channel took it. */
        record Sent(@Nullable String providerId) implements Result {}

        /** The channel refused it for now. */
        record Retry(Duration after, String cause) implements Result {}

        /** The channel refused it for good, or policy closed an ambiguous send. */
        record Failed(String cause) implements Result {}

        /** Nobody knows. */
        record Unknown(String cause) implements Result {}
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** Recorded; {@code more} tells whether a further reply may wait. */
        record Settled(DeliveryState state, boolean more) implements Outcome {}

        /** The delivery has moved on without this send. */
        record Stale() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var reply = row == null ? null : situation.firstOpenReply().orElse(null);
        if (row == null || reply == null || !isThisSend(reply)) {
            return Decision.unchanged(new Outcome.Stale());
        }
        var settled = reply.withDelivery(next(reply.delivery(), now));
        boolean more = settled.delivery().phase().isFinal() && reply.outSeq() < row.lastOutSeq();
        var open = more || !settled.delivery().phase().isFinal() ? settled : null;
        var saved = Due.in(row, open, now, grace).nextVersion();
        return Decision.of(
                new Outcome.Settled(settled.delivery(), more),
                new Change.UpdateDelivery(outSeq, settled.delivery()),
                new Change.SaveConversation(saved));
    }

    private boolean isThisSend(Reply reply) {
        var state = reply.delivery();
        return reply.outSeq() == outSeq
                && state.attempts() == attempt
                && (state.phase() == DeliveryState.Phase.SENDING
                        || state.phase() == DeliveryState.Phase.AMBIGUOUS);
    }

    private DeliveryState next(DeliveryState state, Instant now) {
        return switch (result) {
            case Result.Sent sent -> state.sent(sent.providerId());
            case Result.Retry retry -> state.retryAt(now.plus(retry.after()), retry.cause());
            case Result.Failed failed -> state.failed(failed.cause());
            case Result.Unknown unknown -> state.ambiguous(unknown.cause());
        };
    }
}
