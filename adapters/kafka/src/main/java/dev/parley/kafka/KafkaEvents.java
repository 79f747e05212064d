package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EventIds;
import dev.parley.conversation.Events;
import dev.parley.schemas.Topic;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as records, keyed by conversation. */
final class KafkaEvents implements Events {
    private final Publishing publishing;
    private final InstantSource clock;

    KafkaEvents(Publishing publishing, InstantSource clock) {
        this.publishing = publishing;
        this.clock = clock;
    }

    @Override
    public void publish(
            ConversationId conversation,
            Kind kind,
            @Nullable Long turn,
            Map<String, String> detail) {
        publishing.publish(
                Topic.EVENTS,
                conversation.toString(),
                EventRecords.record(
                        conversation,
                        kind,
                        turn,
                        detail,
                        clock.instant(),
                        EventIds.of(conversation, kind, turn, detail)));
    }
}
