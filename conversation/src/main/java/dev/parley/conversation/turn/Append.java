package dev.parley.conversation.turn;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Step 1: stores an inbound message once, opening or reopening its conversation.
 *
 * <p>The key is looked up before the conversation is chosen, so that a redelivery never opens a
 * second one. A message of a human-owned conversation gets its disposition in the same write.
 *
 * <p>An ended conversation is opened again only within its organization's window; after that the
 * message belongs to the one that takes its place.
 *
 * @param grace how long the following steps may take before the sweep looks after them
 * @param settle how long a burst may take to end before it is claimed
 * @param reopenWithin how long after its end a conversation is opened again; null means always
 */
public record Append(
        ConversationId conversation,
        Channel channel,
        MessageKey key,
        String messageId,
        Participant author,
        String text,
        @Nullable Instant sentAt,
        Duration grace,
        Settle settle,
        @Nullable Duration reopenWithin)
        implements Step<Append.Outcome> {

    /** One that settles nothing and opens every conversation again. */
    public Append(
            ConversationId conversation,
            Channel channel,
            MessageKey key,
            String messageId,
            Participant author,
            String text,
            @Nullable Instant sentAt,
            Duration grace) {
        this(conversation, channel, key, messageId, author, text, sentAt, grace, Settle.NONE, null);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The message is stored now.
         *
         * @param row after the write
         * @param seq the message's position
         * @param opened the conversation is new
         * @param reopened the conversation had ended
         */
        record Appended(Conversation row, long seq, boolean opened, boolean reopened)
                implements Outcome {}

        /** The message was stored before, in the conversation named, which may be another one. */
        record Known(ConversationId conversation, long seq) implements Outcome {}

        /** The conversation is over for good; a successor of it takes the message. */
        record Over(ConversationId successor) implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var located = situation.locate(key);
        if (located.isPresent()) {
            return Decision.unchanged(
                    new Outcome.Known(located.get().conversation(), located.get().seq()));
        }
        var before = situation.conversation();
        if (before.isPresent() && isOver(before.get(), now)) {
            return Decision.unchanged(new Outcome.Over(successor(before.get())));
        }
        return append(
                before.orElseGet(() -> Conversation.starting(conversation, channel, now)),
                before.isEmpty(),
                now);
    }

    /**
     * When somebody must look if no record says so: at the end of the burst, if that is waited for.
     */
    private Instant lookAt(Conversation received, Instant now) {
        var ready = settle.readyAt(received.timeline(), now);
        return ready.isAfter(now) ? ready : now.plus(grace);
    }

    /** The newest that is known of, so that those in between need not be asked. */
    private ConversationId successor(Conversation row) {
        var closure = row.closure();
        var known = closure == null ? null : closure.continuedIn();
        return known == null
                ? conversation.successor()
                : new ConversationId(conversation.organization(), known);
    }

    private boolean isOver(Conversation row, Instant now) {
        var endedAt = row.timeline().endedAt();
        return row.status() == Status.ERASED
                || (reopenWithin != null
                        && endedAt != null
                        && row.status().isEnded()
                        && !endedAt.plus(reopenWithin).isAfter(now));
    }

    private Decision<Outcome> append(Conversation row, boolean opened, Instant now) {
        boolean reopened = row.status().isEnded();
        var received =
                row.withStatus(reopened ? Status.OPEN : row.status())
                        .withProgress(row.progress().received())
                        .withProfile(row.profile().joinedBy(author))
                        .withTimeline(row.timeline().receivedAt(now))
                        .withClosure(null)
                        .nextVersion();
        long seq = received.progress().lastSeq();

        var changes = new ArrayList<Change>();
        changes.add(
                new Change.AddMessage(
                        new Message(seq, messageId, Message.Role.USER, author, text, sentAt, now),
                        key));
        if (received.isHumanOwned()) {
            changes.add(
                    new Change.AddDisposition(
                            new Disposition(
                                    received.progress().answeredThrough(),
                                    seq,
                                    Disposition.Kind.HUMAN,
                                    null,
                                    "owned by a person",
                                    now)));
            received = received.withProgress(received.progress().answered(seq));
        } else if (received.turn() == null) {
            received = received.withDueAt(Due.earliest(received.dueAt(), lookAt(received, now)));
        }
        changes.add(new Change.SaveConversation(received));
        return new Decision<>(new Outcome.Appended(received, seq, opened, reopened), changes);
    }
}
