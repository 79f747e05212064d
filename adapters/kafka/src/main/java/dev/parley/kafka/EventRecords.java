package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events.Kind;
import dev.parley.conversation.recovery.TopicHistory.ToldEvent;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.EventType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as records and back. */
final class EventRecords {
    private EventRecords() {}

    static ConversationEvent record(
            ConversationId conversation,
            Kind kind,
            @Nullable Long turn,
            Map<String, String> detail,
            Instant at,
            String id) {
        return ConversationEvent.newBuilder()
                .setOrganization(conversation.organization())
                .setConversation(conversation.conversation())
                .setType(type(kind))
                .setTurnNumber(turn)
                .setDetail(detail)
                .setAt(at)
                .setId(id)
                .build();
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException naming the field that breaks its grammar, or for a kind that
     *     this build does not know
     */
    static ToldEvent event(ConversationEvent value) {
        return new ToldEvent(
                new ConversationId(value.getOrganization(), value.getConversation()),
                kind(value.getType()),
                value.getAt(),
                value.getDetail());
    }

    private static EventType type(Kind kind) {
        return switch (kind) {
            case OPENED -> EventType.OPENED;
            case REOPENED -> EventType.REOPENED;
            case ASSIGNED -> EventType.ASSIGNED;
            case ANSWERED -> EventType.ANSWERED;
            case PARKED -> EventType.PARKED;
            case ESCALATED -> EventType.ESCALATED;
            case TAKEN_OVER -> EventType.TAKEN_OVER;
            case RETURNED -> EventType.RETURNED;
            case TITLED -> EventType.TITLED;
            case RESOLVED -> EventType.RESOLVED;
            case CLOSED -> EventType.CLOSED;
            case SENT -> EventType.SENT;
            case REMINDED -> EventType.REMINDED;
            case ERASED -> EventType.ERASED;
        };
    }

    private static Kind kind(EventType type) {
        return switch (type) {
            case OPENED -> Kind.OPENED;
            case REOPENED -> Kind.REOPENED;
            case ASSIGNED -> Kind.ASSIGNED;
            case ANSWERED -> Kind.ANSWERED;
            case PARKED -> Kind.PARKED;
            case ESCALATED -> Kind.ESCALATED;
            case TAKEN_OVER -> Kind.TAKEN_OVER;
            case RETURNED -> Kind.RETURNED;
            case TITLED -> Kind.TITLED;
            case RESOLVED -> Kind.RESOLVED;
            case CLOSED -> Kind.CLOSED;
            case SENT -> Kind.SENT;
            case REMINDED -> Kind.REMINDED;
            case ERASED -> Kind.ERASED;
            case UNKNOWN ->
                    throw new IllegalArgumentException("an event of a kind UNKNOWN to this build");
        };
    }
}
