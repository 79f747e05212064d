package dev.parley.ingest.http;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.turn.HumanReply;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a message that a person of the organization writes, as it came. */
record PostedReply(
        @Nullable String id, @Nullable String text, PostedMessage.@Nullable Author author) {
    /** Apart from customers' messages: their ids must not hide each other. */
    private static final String ACCOUNT = "people";

    /** The message it is, once every rule holds. */
    HumanReply checked(ConversationId conversation, int textLimit) {
        var messageId = id == null ? UUID.randomUUID().toString() : Rules.newMessageId("id", id);
        if (author == null) {
            throw ProblemException.field("author", "is missing");
        }
        return new HumanReply(
                conversation,
                new MessageKey(
                        conversation.organization(),
                        ACCOUNT,
                        conversation.conversation() + "/" + messageId),
                messageId,
                author.checked("author"),
                Rules.text("text", text, textLimit));
    }
}
