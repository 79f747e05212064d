package dev.parley.conversation.turn;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Message;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Timeline;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Recovery: stores once more a reply that the store had committed and lost, with those of the
 * messages it answered that were lost too. What the store has instead by now wins: a message that
 * somebody answered again keeps that answer.
 *
 * <p>Positions and turn number are new ones where the old are taken. The same again finds the reply
 * stored.
 *
 * @param lost the reply as it was told
 * @param author who spoke
 * @param answered the messages it answered, in order; empty for words that answered nothing
 * @param grace how long what is left to do may stay unattended
 */
public record PutBack(
        ConversationId conversation,
        Channel channel,
        Reply lost,
        Participant author,
        List<InboundMessage> answered,
        Duration grace)
        implements Step<PutBack.Outcome> {
    private static final String REASON = "put back after the store lost it";

    public PutBack {
        answered = List.copyOf(answered);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * It is stored again.
         *
         * @param messages how many lost messages came back with it
         */
        record Restored(Conversation row, Reply reply, int messages) implements Outcome {}

        /** It was not lost, or has been put back. */
        record Known() implements Outcome {}

        /** Its messages have come to another end by now. */
        record Superseded() implements Outcome {}

        /** Other messages wait for an answer before it can have its place: try again later. */
        record Behind() implements Outcome {}

        /** What was said in the conversation is erased. */
        record Erased() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row =
                situation
                        .conversation()
                        .orElseGet(() -> Conversation.starting(conversation, channel, now));
        if (row.status() == Status.ERASED) {
            return Decision.unchanged(new Outcome.Erased());
        }
        if (isStored(situation, row)) {
            return Decision.unchanged(new Outcome.Known());
        }
        var missing = new ArrayList<InboundMessage>();
        var waiting = new HashSet<Long>();
        sort(situation, row, missing, waiting);
        if (missing.isEmpty() && waiting.isEmpty() && !answered.isEmpty()) {
            return Decision.unchanged(new Outcome.Superseded());
        }
        if (othersWait(situation, row, waiting)) {
            return Decision.unchanged(new Outcome.Behind());
        }
        return putBack(row, missing, now);
    }

    /** By its own turn, or put back under another: the moment of the commit tells it apart. */
    private boolean isStored(Situation situation, Conversation row) {
        for (long turn = lost.turn(); turn <= row.turnNumber(); turn++) {
            var reply = situation.replyOf(turn);
            if (reply.isPresent() && reply.get().committedAt().equals(lost.committedAt())) {
                return true;
            }
        }
        return false;
    }

    private void sort(
            Situation situation,
            Conversation row,
            List<InboundMessage> missing,
            Set<Long> waiting) {
        for (var message : answered) {
            var located = situation.locate(message.key());
            if (located.isEmpty()) {
                missing.add(message);
            } else if (located.get().conversation().equals(conversation)
                    && located.get().seq() > row.progress().answeredThrough()) {
                waiting.add(located.get().seq());
            }
        }
    }

    /** The watermark would pass over them, and nobody would answer them. */
    private static boolean othersWait(Situation situation, Conversation row, Set<Long> ours) {
        var progress = row.progress();
        int count = Math.toIntExact(progress.lastSeq() - progress.answeredThrough());
        return row.needsProcessing()
                && situation
                        .messages(progress.answeredThrough(), progress.lastSeq(), count)
                        .stream()
                        .anyMatch(message ->
                                message.role() == Message.Role.USER
                                        && !ours.contains(message.seq()));
    }

    private Decision<Outcome> putBack(Conversation row, List<InboundMessage> missing, Instant now) {
        var changes = new ArrayList<Change>();
        var progress = row.progress();
        var profile = row.profile();
        for (var message : missing) {
            progress = progress.received();
            profile = profile.joinedBy(message.author());
            changes.add(
                    new Change.AddMessage(stored(message, progress.lastSeq(), now), message.key()));
        }
        long from = progress.answeredThrough();
        long through = progress.lastInboundSeq();
        long turn = Math.max(lost.turn(), row.turnNumber() + 1);
        if (through > from) {
            changes.add(
                    new Change.AddDisposition(
                            new Disposition(from, through, kind(), turn, REASON, now)));
            progress = progress.answered(through);
        }
        progress = progress.said();
        var reply = reply(row, turn, progress.lastSeq(), through > from ? from : through, through);
        changes.add(new Change.AddMessage(said(reply, now), null));
        changes.add(new Change.AddReply(reply));
        var status = status(row);
        var saved =
                row.withoutTurn() // whoever answers the same anew must not be heard
                        .withTurnNumber(turn)
                        .withStatus(status)
                        .withProgress(progress)
                        .withLastOutSeq(reply.outSeq())
                        .withProfile(
                                profile.assigned(
                                                lost.metadata().agent(), lost.metadata().playbook())
                                        .spent(lost.metadata().tokens()))
                        .withTimeline(timeline(row, status, now))
                        .withClosure(status.isEnded() ? row.closure() : null);
        var open = row.channel().isPulled() ? null : reply;
        var due = Due.in(saved, open, now, grace).nextVersion();
        changes.add(new Change.SaveConversation(due));
        return new Decision<>(new Outcome.Restored(due, reply, missing.size()), changes);
    }

    private Disposition.Kind kind() {
        if (lost.kind() == Reply.Kind.APOLOGY) {
            return Disposition.Kind.PARKED;
        }
        return lost.metadata().path().handsOver()
                ? Disposition.Kind.HUMAN
                : Disposition.Kind.ANSWERED;
    }

    /** As the reply left it, unless somebody has written or decided since. */
    private Status status(Conversation row) {
        boolean goneOn =
                row.version() > 0 && row.timeline().lastActivityAt().isAfter(lost.committedAt());
        if (row.isHumanOwned() || goneOn) {
            return row.status() == Status.NEW ? Status.OPEN : row.status();
        }
        return switch (lost.kind()) {
            case APOLOGY, HANDOVER -> Status.PENDING_HUMAN;
            case ANSWER, REMINDER, CLOSING ->
                    lost.metadata().path().handsOver() ? Status.PENDING_HUMAN : Status.OPEN;
        };
    }

    /**
     * An end stays unless what was lost took it back; a closing that was lost comes again when its
     * silence is over.
     */
    private static Timeline timeline(Conversation row, Status status, Instant now) {
        var active = row.timeline().activeAt(now).processedAt(now).waitingSince(null);
        return status.isEnded() ? active.endedAt(now) : active;
    }

    private static Message stored(InboundMessage message, long seq, Instant now) {
        return new Message(
                seq,
                message.messageId(),
                Message.Role.USER,
                message.author(),
                message.text(),
                message.sentAt(),
                now);
    }

    private Message said(Reply reply, Instant now) {
        return new Message(
                reply.seq(),
                reply.messageId(),
                Message.Role.ASSISTANT,
                author,
                reply.text(),
                null,
                now);
    }

    /** Whether it was sent before is not known where somebody had to be called. */
    private Reply reply(Conversation row, long turn, long seq, long from, long through) {
        return new Reply(
                turn,
                Turn.id(conversation, turn),
                seq,
                row.lastOutSeq() + 1,
                from,
                through,
                row.ownership().epoch(),
                lost.kind(),
                lost.text(),
                lost.metadata(),
                lost.committedAt(),
                row.channel().isPulled()
                        ? DeliveryState.BORN_SENT
                        : DeliveryState.PENDING.ambiguous(REASON));
    }
}
