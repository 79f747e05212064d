package dev.parley.kafka;

import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Inbox;
import dev.parley.schemas.Topic;

/** Accepted messages on the inbound topic, keyed by conversation. */
final class KafkaInbox implements Inbox {
    private final Publishing publishing;

    KafkaInbox(Publishing publishing) {
        this.publishing = publishing;
    }

    @Override
    public void accept(InboundMessage message) {
        publishing.publish(
                Topic.INBOUND, message.conversation().toString(), InboundRecords.record(message));
    }
}
