package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import java.time.Instant;

/**
 * Step 10, between takeover and return: stores what a person of the organization writes, once. It
 * wants no answer, and later turns find it in their context. Only while a person owns the
 * conversation, and only where the client reads from us: nothing would carry it to another.
 *
 * @param key makes a repetition the same message
 */
public record HumanReply(
        ConversationId conversation,
        MessageKey key,
        String messageId,
        Participant author,
        String text)
        implements Step<HumanReply.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        /** The message is stored now, at the position. */
        record Stored(Conversation row, long seq) implements Outcome {}

        /** The message was stored before. */
        record Known(long seq) implements Outcome {}

        /** The pipeline owns the conversation. */
        record NotHuman(Conversation row) implements Outcome {}

        /** The channel has to be called, which this message is not for. */
        record Undeliverable(Conversation row) implements Outcome {}

        record NotFound() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var found = situation.conversation();
        if (found.isEmpty()) {
            return Decision.unchanged(new Outcome.NotFound());
        }
        var located = situation.locate(key);
        if (located.isPresent()) {
            return Decision.unchanged(new Outcome.Known(located.get().seq()));
        }
        var row = found.get();
        if (row.ownership().isAi()) {
            return Decision.unchanged(new Outcome.NotHuman(row));
        }
        if (!row.channel().isPulled()) {
            return Decision.unchanged(new Outcome.Undeliverable(row));
        }
        var progress = row.progress().said();
        var saved =
                row.withProgress(progress).withTimeline(row.timeline().activeAt(now)).nextVersion();
        var message =
                new Message(
                        progress.lastSeq(),
                        messageId,
                        Message.Role.HUMAN_AGENT,
                        author,
                        text,
                        null,
                        now);
        return Decision.of(
                new Outcome.Stored(saved, progress.lastSeq()),
                new Change.AddMessage(message, key),
                new Change.SaveConversation(saved));
    }
}
