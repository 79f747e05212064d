package dev.parley.conversation.turn;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Closes a conversation in which nobody has written for long, with a system message that says so.
 * Whoever writes at that moment wins: then it changes nothing.
 *
 * @param idleFor how long nobody must have written
 * @param freeTextWindow how long after the customer's newest message the channel takes it; after
 *     that the message is kept and not sent. Null means at any time
 * @param notice the system message, of kind CLOSING
 * @param grace how long its delivery may stay unattended
 */
public record CloseIdle(
        ConversationId conversation,
        Duration idleFor,
        @Nullable Duration freeTextWindow,
        ReplyDraft notice,
        Duration grace)
        implements Step<CloseIdle.Outcome> {
    private static final DeliveryState UNSENT =
            DeliveryState.PENDING.cancelled("outside the channel's free-text window");

    /** What came of it. */
    public sealed interface Outcome {
        record Closed(Conversation row, Reply reply) implements Outcome {}

        /** This was done in this time of silence; its message may be still to announce. */
        record DoneBefore(Conversation row, Reply reply) implements Outcome {}

        /** It will be due at that moment unless somebody writes. */
        record NotYet(Instant until) implements Outcome {}

        /** The conversation is not ours to close. */
        record NotNow(String reason) implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        if (row != null && row.status() == Status.CLOSED) {
            Outcome before =
                    Quiet.lastWord(situation, row)
                            .filter(reply -> reply.kind() == Reply.Kind.CLOSING)
                            .<Outcome>map(reply -> new Outcome.DoneBefore(row, reply))
                            .orElseGet(() -> new Outcome.NotNow("closed otherwise"));
            return Decision.unchanged(before);
        }
        var objection = Quiet.objection(row);
        if (row == null || objection != null) {
            return Decision.unchanged(new Outcome.NotNow(String.valueOf(objection)));
        }
        var due = row.timeline().lastActivityAt().plus(idleFor);
        if (due.isAfter(now)) {
            return Decision.unchanged(new Outcome.NotYet(due));
        }
        var closed =
                row.withStatus(Status.CLOSED)
                        .withTimeline(row.timeline().endedAt(now))
                        .withClosure(new Closure(Closure.INACTIVITY, 1, ""));
        var said =
                Notice.of(
                        situation,
                        closed,
                        notice,
                        Message.Role.SYSTEM,
                        born(situation, row, now),
                        grace,
                        now);
        return new Decision<>(new Outcome.Closed(said.row(), said.reply()), said.changes());
    }

    /** Behind a reply that still waits it waits too: deliveries keep their order. */
    private DeliveryState born(Situation situation, Conversation row, Instant now) {
        return freeTextWindow != null
                        && !row.timeline().lastInboundAt().plus(freeTextWindow).isAfter(now)
                        && !row.channel().isPulled()
                        && situation.firstOpenReply().isEmpty()
                ? UNSENT
                : DeliveryState.PENDING;
    }
}
