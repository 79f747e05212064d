package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a customer who has been silent after an answer whether they are still there: once in a time
 * of silence, not after a question whether all is settled, not where the channel would refuse it.
 * Whoever writes at that moment wins: then it changes nothing. Silence goes on for it; a reminder
 * is no activity.
 *
 * @param idleFor how long nobody must have written
 * @param freeTextWindow how long after the customer's newest message the channel takes it; null
 *     means at any time
 * @param draft the words, of kind REMINDER; null to ask only whether they are due
 * @param grace how long their delivery may stay unattended
 */
public record Remind(
        ConversationId conversation,
        Duration idleFor,
        @Nullable Duration freeTextWindow,
        @Nullable ReplyDraft draft,
        Duration grace)
        implements Step<Remind.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        record Reminded(Conversation row, Reply reply) implements Outcome {}

        /** This was done in this time of silence; its reply may be still to announce. */
        record DoneBefore(Conversation row, Reply reply) implements Outcome {}

        /** It would be done, were there words. */
        record Due(Conversation row, Reply answer) implements Outcome {}

        /** It will be due at that moment unless somebody writes. */
        record NotYet(Instant until) implements Outcome {}

        /** There is nothing to remind of, or the conversation has moved on. */
        record NotNow(String reason) implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var objection = Quiet.objection(row);
        if (row == null || objection != null) {
            return notNow(String.valueOf(objection));
        }
        var last = Quiet.lastWord(situation, row).orElse(null);
        if (last == null) {
            return notNow("the assistant did not have the last word");
        }
        if (last.kind() == Reply.Kind.REMINDER) {
            return Decision.unchanged(new Outcome.DoneBefore(row, last));
        }
        var unfit = unfit(row, last, now);
        if (unfit != null) {
            return notNow(unfit);
        }
        var due = row.timeline().lastActivityAt().plus(idleFor);
        if (due.isAfter(now)) {
            return Decision.unchanged(new Outcome.NotYet(due));
        }
        return draft == null
                ? Decision.unchanged(new Outcome.Due(row, last))
                : remind(situation, row, draft, now);
    }

    private Decision<Outcome> remind(
            Situation situation, Conversation row, ReplyDraft words, Instant now) {
        var notice =
                Notice.of(
                        situation,
                        row,
                        words,
                        Message.Role.ASSISTANT,
                        DeliveryState.PENDING,
                        grace,
                        now);
        return new Decision<>(new Outcome.Reminded(notice.row(), notice.reply()), notice.changes());
    }

    private @Nullable String unfit(Conversation row, Reply last, Instant now) {
        if (last.kind() != Reply.Kind.ANSWER) {
            return "the last word is no answer";
        }
        if (last.metadata().facts().asksWhetherDone()) {
            return "the last word asks already whether all is settled";
        }
        if (last.ownershipEpoch() != row.ownership().epoch()
                || last.delivery().phase() != DeliveryState.Phase.SENT) {
            return "the last word has not reached the customer";
        }
        return freeTextWindow != null
                        && !row.timeline().lastInboundAt().plus(freeTextWindow).isAfter(now)
                ? "outside the channel's free-text window"
                : null;
    }

    private static Decision<Outcome> notNow(String reason) {
        return Decision.unchanged(new Outcome.NotNow(reason));
    }
}
