package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.Progress;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step 3: makes a turn of what is unanswered, or takes up a turn whose plan may have been lost.
 *
 * @param seq position of the message whose record asks, or null for a wakeup
 * @param planner the instance that asks; null when its death is not to be known by its lease
 * @param leases how long the turn may stay unattended
 * @param grace how long a delivery may stay unattended
 * @param messageLimit how many messages a turn answers at most; the rest of a longer burst is the
 *     next turn's
 * @param settle how long a burst may take to end before it is claimed
 */
public record Claim(
        ConversationId conversation,
        @Nullable Long seq,
        @Nullable String planner,
        Leases leases,
        Duration grace,
        int messageLimit,
        Settle settle)
        implements Step<Claim.Outcome> {

    /** One of no instance, that waits for no burst to end. */
    public Claim(
            ConversationId conversation,
            @Nullable Long seq,
            Leases leases,
            Duration grace,
            int messageLimit) {
        this(conversation, seq, null, leases, grace, messageLimit, Settle.NONE);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The turn is the caller's to plan; a plan it emitted before is to be emitted again. One
         * that has been emitted more often than the policy allows is to be failed instead.
         *
         * @param unanswered the turn's messages in order
         * @param again the turn existed before
         */
        record Claimed(Conversation row, Turn turn, List<Message> unanswered, boolean again)
                implements Outcome {}

        /** Nothing wants an answer. The row is absent when the conversation does not exist. */
        record Idle(@Nullable Conversation row) implements Outcome {}

        /**
         * The open turn has somebody who looks after it; its end, or its due moment, wakes the
         * rest.
         */
        record Busy(Conversation row, Turn turn) implements Outcome {}

        /** The customer may still be writing; the row's due moment is the end of the wait. */
        record Settling(Conversation row) implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var found = situation.conversation();
        if (found.isEmpty()) {
            return Decision.unchanged(new Outcome.Idle(null));
        }
        var row = found.get();
        var turn = row.turn();
        if (turn != null) {
            return takeUp(situation, row, turn, now);
        }
        if (!row.needsProcessing() || row.isHumanOwned()) {
            return rest(situation, row, now);
        }
        var ready = settle.readyAt(row.timeline(), now);
        return ready.isAfter(now) ? await(situation, row, ready, now) : open(situation, row, now);
    }

    private Decision<Outcome> await(
            Situation situation, Conversation row, Instant ready, Instant now) {
        var waiting =
                row.withDueAt(Due.earliest(Due.ofDelivery(row, situation, now, grace), ready));
        if (waiting.equals(row)) {
            return Decision.unchanged(new Outcome.Settling(row));
        }
        var saved = waiting.nextVersion();
        return Decision.of(new Outcome.Settling(saved), new Change.SaveConversation(saved));
    }

    private Decision<Outcome> open(Situation situation, Conversation row, Instant now) {
        var progress = row.progress();
        var turn =
                Turn.opened(
                        row.turnNumber() + 1,
                        progress.answeredThrough(),
                        end(situation, progress),
                        row.ownership().epoch(),
                        now);
        return claimed(situation, row.withStatus(Status.OPEN), emitted(turn, now), false, now);
    }

    /**
     * The end of a new turn's range: the newest message, or of a longer burst as much as the limit
     * allows. Positions of our own replies count too, so a window may hold no customer's message:
     * then it grows.
     */
    private long end(Situation situation, Progress progress) {
        long newest = progress.lastInboundSeq();
        long end = progress.answeredThrough() + messageLimit;
        while (end < newest
                && situation.messages(end - messageLimit, end, messageLimit).stream()
                        .noneMatch(message -> message.role() == Message.Role.USER)) {
            end += messageLimit;
        }
        return Math.min(newest, end);
    }

    /**
     * The record that made the turn, which is that of its last message, emits its plan again at
     * once: it comes again only if the emission is in doubt.
     */
    private Decision<Outcome> takeUp(
            Situation situation, Conversation row, Turn turn, Instant now) {
        boolean made = turn.phase() == Turn.Phase.PLANNED && seq != null && seq == turn.through();
        if (leases.restOf(turn, now) != null
                || (!made && leases.heldUntil(turn, situation, now) != null)) {
            return Decision.unchanged(new Outcome.Busy(row, turn));
        }
        return claimed(situation, row, emitted(turn, now), true, now);
    }

    private Turn emitted(Turn turn, Instant now) {
        return turn.emitted(leases.ofPlan(turn.emissions() + 1, now), planner);
    }

    private Decision<Outcome> claimed(
            Situation situation, Conversation row, Turn turn, boolean again, Instant now) {
        var saved = Due.in(row.withTurn(turn), situation, now, grace).nextVersion();
        var unanswered =
                Unanswered.in(situation.messages(turn.from(), turn.through(), messageLimit), turn);
        return Decision.of(
                new Outcome.Claimed(saved, turn, unanswered, again),
                new Change.SaveConversation(saved));
    }

    /**
     * Clears a due moment that nothing stands behind any more, so that the sweep stops finding it.
     */
    private Decision<Outcome> rest(Situation situation, Conversation row, Instant now) {
        if (row.dueAt() == null) {
            return Decision.unchanged(new Outcome.Idle(row));
        }
        var settled = Due.in(row, situation, now, grace);
        if (settled.dueAt() != null) {
            return Decision.unchanged(new Outcome.Idle(row));
        }
        var saved = settled.nextVersion();
        return Decision.of(new Outcome.Idle(saved), new Change.SaveConversation(saved));
    }
}
