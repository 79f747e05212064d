package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Progress;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Step 5: takes a planned turn to run it, under a new fence.
 *
 * @param turnNumber the plan's turn
 * @param through the end of the plan's range
 * @param executor the instance that asks; null when its death is not to be known by its lease
 * @param leases how long the executor may be silent
 * @param grace how long a delivery may stay unattended
 * @param contextLimit how many messages besides the turn's own are returned at most, the newest
 * @param messageLimit how many of the turn's own messages are returned at most; claims keep ranges
 *     within it
 */
public record Begin(
        ConversationId conversation,
        long turnNumber,
        long through,
        @Nullable String executor,
        Leases leases,
        Duration grace,
        int contextLimit,
        int messageLimit)
        implements Step<Begin.Outcome> {

    /** One of no instance. */
    public Begin(
            ConversationId conversation,
            long turnNumber,
            long through,
            Leases leases,
            Duration grace,
            int contextLimit,
            int messageLimit) {
        this(conversation, turnNumber, through, null, leases, grace, contextLimit, messageLimit);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The turn is the caller's, as long as its fence holds.
         *
         * @param messages what to answer and what came before, in order; customers' messages after
         *     the turn's range are not among them
         */
        record Begun(Conversation row, Turn turn, List<Message> messages) implements Outcome {}

        /**
         * Somebody else has it, or it rests after a failure.
         *
         * @param until when to ask again: the rest is over, or its holder would be known dead
         * @param resting it rests, and its row's due moment brings its plan again
         */
        record NotYet(Instant until, Instant now, boolean resting) implements Outcome {}

        /**
         * The turn has ended, or never was, or the plan is of another that the store lost.
         *
         * @param reply its reply, to be emitted again
         * @param parked what it parked and is parked still, so that its dead letter is written
         *     again
         */
        record Over(@Nullable Conversation row, @Nullable Reply reply, @Nullable Disposition parked)
                implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var turn = row == null ? null : row.turn();
        if (row == null || turn == null || turn.number() != turnNumber) {
            return Decision.unchanged(over(situation, row));
        }
        if (turn.through() != through) {
            // A plan of a turn that the store lost; the one that has its number now has its own.
            return Decision.unchanged(new Outcome.Over(row, null, null));
        }
        var rest = leases.restOf(turn, now);
        if (rest != null) {
            return Decision.unchanged(new Outcome.NotYet(rest, now, true));
        }
        var held =
                turn.phase() == Turn.Phase.RUNNING ? leases.heldUntil(turn, situation, now) : null;
        if (held != null) {
            return Decision.unchanged(new Outcome.NotYet(held, now, false));
        }
        return begin(
                situation, row, turn.begun(through, now.plus(leases.running()), executor), now);
    }

    private Outcome over(Situation situation, @Nullable Conversation row) {
        var reply = situation.replyOf(turnNumber).orElse(null);
        var parked =
                reply != null && reply.kind() == Reply.Kind.APOLOGY
                        ? Parking.of(situation.parked(), turnNumber)
                        : null;
        return new Outcome.Over(row, reply, parked);
    }

    private Decision<Outcome> begin(
            Situation situation, Conversation row, Turn begun, Instant now) {
        var saved = Due.in(row.withTurn(begun), situation, now, grace).nextVersion();
        var messages = messages(situation, begun, newest(row.progress(), begun));
        return Decision.of(
                new Outcome.Begun(saved, begun, messages), new Change.SaveConversation(saved));
    }

    /** What was parked is answered out of what came before it. */
    private static long newest(Progress progress, Turn begun) {
        return begun.isRedrive(progress) ? begun.through() : progress.lastSeq();
    }

    /** The range is read by itself: what arrived after it must not push its messages out. */
    private List<Message> messages(Situation situation, Turn begun, long newest) {
        var bySeq = new TreeMap<Long, Message>();
        situation
                .messages(Math.max(0, newest - contextLimit), newest, contextLimit)
                .forEach(message -> bySeq.put(message.seq(), message));
        bySeq.values()
                .removeIf(message ->
                        message.role() == Message.Role.USER && message.seq() > begun.from());
        situation
                .messages(begun.from(), begun.through(), messageLimit)
                .forEach(message -> bySeq.put(message.seq(), message));
        return List.copyOf(bySeq.values());
    }
}
