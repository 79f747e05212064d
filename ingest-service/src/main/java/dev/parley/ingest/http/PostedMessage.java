package dev.parley.ingest.http;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a posted message, as it came.
 *
 * @param sentAt ISO-8601
 */
record PostedMessage(
        @Nullable String id,
        @Nullable String text,
        @Nullable Author author,
        @Nullable String sentAt) {
    private static final Channel CHANNEL = new Channel("rest", "rest", Channel.Delivery.PULLED);
    private static final int LONGEST_NAME = 200;
    private static final int MOST_ROLES = 20;
    private static final int LONGEST_ROLE = 64;

    /**
     * Who wrote it.
     *
     * @param roles read as anything, because a list of strings fails without telling which entry
     */
    record Author(
            @Nullable String id, @Nullable String name, @Nullable List<@Nullable Object> roles) {
        Participant checked(String field) {
            return new Participant(
                    Rules.line(field + ".id", id, LONGEST_NAME),
                    name == null ? null : Rules.line(field + ".name", name, LONGEST_NAME),
                    Rules.lines(field + ".roles", roles, MOST_ROLES, LONGEST_ROLE));
        }
    }

    /**
     * The message it is, once every rule holds. A message's id counts within its conversation,
     * because on this channel the client chose the conversation; so does the key that makes a
     * redelivery the same message.
     *
     * @param fixed who writes, where the credential says so; a body may only repeat it
     */
    InboundMessage checked(
            ConversationId conversation, @Nullable Participant fixed, int textLimit, Instant now) {
        var messageId = id == null ? UUID.randomUUID().toString() : Rules.newMessageId("id", id);
        var key =
                new MessageKey(
                        conversation.organization(),
                        CHANNEL.account(),
                        conversation.conversation() + "/" + messageId);
        return new InboundMessage(
                conversation,
                CHANNEL,
                messageId,
                key,
                writer(fixed),
                Rules.text("text", text, textLimit),
                Rules.moment("sentAt", sentAt),
                now);
    }

    private Participant writer(@Nullable Participant fixed) {
        if (author == null) {
            if (fixed == null) {
                throw ProblemException.field("author", "is missing");
            }
            return fixed;
        }
        var given = author.checked("author");
        if (fixed == null) {
            return given;
        }
        if (!given.id().equals(fixed.id())) {
            throw ProblemException.field("author.id", "must be that of the token, or left out");
        }
        if (!given.roles().isEmpty()) {
            throw ProblemException.field("author.roles", "are not for customers");
        }
        return fixed;
    }
}
