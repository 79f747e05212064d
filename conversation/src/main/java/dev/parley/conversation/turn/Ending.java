package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Progress;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends an open turn with its reply: message, delivery row, dispositions, watermark and the closed
 * turn, for one write.
 *
 * @param row after the write
 */
record Ending(Conversation row, Reply reply, List<Change> changes) {

    /**
     * Ends the turn.
     *
     * @param kind what becomes of the turn's messages
     * @param reason why, where the kind does not say
     * @param handsOver the conversation becomes a person's, with all its messages
     */
    static Ending of(
            Situation situation,
            Conversation row,
            Turn turn,
            ReplyDraft draft,
            Disposition.Kind kind,
            @Nullable String reason,
            boolean handsOver,
            Duration grace,
            Instant now) {
        var reply = reply(row, turn, draft, now);
        var changes = new ArrayList<Change>();
        changes.add(new Change.AddMessage(message(reply, draft, now), null));
        changes.add(new Change.AddReply(reply));

        boolean redrive = turn.isRedrive(row.progress());
        var progress = row.progress().said().answered(turn.through());
        long from = redrive ? turn.from() : row.progress().answeredThrough();
        var disposition = new Disposition(from, turn.through(), kind, turn.number(), reason, now);
        // What was parked has a disposition already: this one takes its place.
        changes.add(
                redrive
                        ? new Change.ReplaceDisposition(disposition)
                        : new Change.AddDisposition(disposition));
        if (handsOver && progress.isBehind()) {
            changes.add(
                    new Change.AddDisposition(
                            new Disposition(
                                    progress.answeredThrough(),
                                    progress.lastInboundSeq(),
                                    Disposition.Kind.HUMAN,
                                    turn.number(),
                                    "handed over",
                                    now)));
            progress = progress.answered(progress.lastInboundSeq());
        }
        var metadata = draft.metadata();
        var ended =
                row.withoutTurn()
                        .withStatus(handsOver ? Status.PENDING_HUMAN : Status.OPEN)
                        .withProgress(progress)
                        .withLastOutSeq(reply.outSeq())
                        .withProfile(
                                row.profile()
                                        .assigned(metadata.agent(), metadata.playbook())
                                        .spent(metadata.tokens()))
                        .withTimeline(
                                row.timeline()
                                        .activeAt(now)
                                        .processedAt(now)
                                        .waitingSince(waitingSince(row, turn, redrive, progress)));
        var open = row.channel().isPulled() ? null : situation.firstOpenReply().orElse(reply);
        var saved = Due.in(ended, open, now, grace).nextVersion();
        changes.add(new Change.SaveConversation(saved));
        return new Ending(saved, reply, changes);
    }

    /** What is left behind came while the turn ran; behind a redrive it waited before. */
    private static @Nullable Instant waitingSince(
            Conversation row, Turn turn, boolean redrive, Progress progress) {
        if (!progress.isBehind()) {
            return null;
        }
        return redrive ? row.timeline().waitingSince() : turn.claimedAt();
    }

    private static Reply reply(Conversation row, Turn turn, ReplyDraft draft, Instant now) {
        return new Reply(
                turn.number(),
                Turn.id(row.id(), turn.number()),
                row.progress().lastSeq() + 1,
                row.lastOutSeq() + 1,
                turn.from(),
                turn.through(),
                row.ownership().epoch(),
                draft.kind(),
                draft.text(),
                metadata(draft, turn),
                now,
                row.channel().isPulled() ? DeliveryState.BORN_SENT : DeliveryState.PENDING);
    }

    private static ReplyMetadata metadata(ReplyDraft draft, Turn turn) {
        var metadata = draft.metadata();
        return turn.failures() == 0
                ? metadata
                : metadata.with(metadata.facts().withFailures(turn.failures()));
    }

    private static Message message(Reply reply, ReplyDraft draft, Instant now) {
        return new Message(
                reply.seq(),
                reply.messageId(),
                Message.Role.ASSISTANT,
                draft.author(),
                draft.text(),
                null,
                now);
    }
}
