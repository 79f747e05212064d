package dev.parley.kafka;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.schemas.Author;

/** Accepted messages as records and back. */
public final class InboundRecords {
    /** The one channel whose clients pull replies; its name is its account too. */
    private static final String REST = "rest";

    private InboundRecords() {}

    static dev.parley.schemas.InboundMessage record(InboundMessage message) {
        var author = message.author();
        return dev.parley.schemas.InboundMessage.newBuilder()
                .setOrganization(message.conversation().organization())
                .setConversation(message.conversation().conversation())
                .setMessageId(message.messageId())
                .setChannel(message.channel().name())
                .setChannelAccount(message.channel().account())
                .setProviderMessageId(message.key().providerId())
                .setAuthor(new Author(author.id(), author.name(), author.roles()))
                .setText(message.text())
                .setSentAt(message.sentAt())
                .setReceivedAt(message.receivedAt())
                .build();
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException naming the field that breaks its grammar
     */
    public static InboundMessage message(dev.parley.schemas.InboundMessage value) {
        var author = value.getAuthor();
        var delivery =
                value.getChannel().equals(REST) ? Channel.Delivery.PULLED : Channel.Delivery.PUSHED;
        return new InboundMessage(
                new ConversationId(value.getOrganization(), value.getConversation()),
                new Channel(value.getChannel(), value.getChannelAccount(), delivery),
                value.getMessageId(),
                new MessageKey(
                        value.getOrganization(),
                        value.getChannelAccount(),
                        value.getProviderMessageId()),
                new Participant(author.getId(), author.getName(), author.getRoles()),
                value.getText(),
                value.getSentAt(),
                value.getReceivedAt());
    }
}
