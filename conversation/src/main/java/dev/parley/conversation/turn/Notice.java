package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words of ours outside a turn, for one write. They take a turn number of their own that was never
 * open, so that a turn has one reply at most and deliveries keep their order.
 *
 * @param row after the write
 */
record Notice(Conversation row, Reply reply, List<Change> changes) {

    /**
     * Says it.
     *
     * @param row quiet, with everything else that the step changes
     * @param role who speaks
     * @param born how the delivery begins where we push
     * @param grace how long the delivery may stay unattended
     */
    static Notice of(
            Situation situation,
            Conversation row,
            ReplyDraft draft,
            Message.Role role,
            DeliveryState born,
            Duration grace,
            Instant now) {
        long number = row.turnNumber() + 1;
        long watermark = row.progress().answeredThrough();
        var progress = row.progress().said();
        var reply =
                new Reply(
                        number,
                        Turn.id(row.id(), number),
                        progress.lastSeq(),
                        row.lastOutSeq() + 1,
                        watermark,
                        watermark,
                        row.ownership().epoch(),
                        draft.kind(),
                        draft.text(),
                        draft.metadata(),
                        now,
                        row.channel().isPulled() ? DeliveryState.BORN_SENT : born);
        var message =
                new Message(
                        reply.seq(),
                        reply.messageId(),
                        role,
                        draft.author(),
                        draft.text(),
                        null,
                        now);
        var said =
                row.withTurnNumber(number)
                        .withProgress(progress)
                        .withLastOutSeq(reply.outSeq())
                        .withProfile(row.profile().spent(draft.metadata().tokens()));
        var saved = Due.in(said, firstOpen(situation, reply), now, grace).nextVersion();
        return new Notice(
                saved,
                reply,
                List.of(
                        new Change.AddMessage(message, null),
                        new Change.AddReply(reply),
                        new Change.SaveConversation(saved)));
    }

    private static @Nullable Reply firstOpen(Situation situation, Reply reply) {
        return reply.delivery().equals(DeliveryState.BORN_SENT)
                ? null
                : situation
                        .firstOpenReply()
                        .orElse(reply.delivery().phase().isFinal() ? null : reply);
    }
}
