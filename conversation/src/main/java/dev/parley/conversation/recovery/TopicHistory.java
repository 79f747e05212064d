package dev.parley.conversation.recovery;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the topics remember of the last time. Thread-safe; reading takes as long as there is to
 * read.
 */
public interface TopicHistory {
    /**
     * Everything from that moment on that was there when the reading began. Of one conversation
     * each list is in order.
     *
     * @param since by the records' time
     * @throws TooMuchHistoryException when there is more than may be held at once
     */
    Told since(Instant since);

    /**
     * What was told.
     *
     * @param unreadable records that could not be read, and are left out
     */
    record Told(
            List<InboundMessage> inbound,
            List<ToldReply> replies,
            List<ToldEvent> events,
            long unreadable) {
        public Told {
            inbound = List.copyOf(inbound);
            replies = List.copyOf(replies);
            events = List.copyOf(events);
        }
    }

    /** A committed reply; it may be told more than once. */
    record ToldReply(ConversationId conversation, Reply reply) {}

    /** Something that happened to a conversation. */
    record ToldEvent(
            ConversationId conversation,
            Events.Kind kind,
            Instant at,
            Map<String, String> detail) {}
}
