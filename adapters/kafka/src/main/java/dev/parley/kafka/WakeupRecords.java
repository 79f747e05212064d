package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.conversation.Triggers.WakeReason;
import dev.parley.schemas.Wakeup;
import dev.parley.schemas.WakeupReason;
import java.time.Instant;

/** Requests to look at a conversation again as records, and whose they are. */
public final class WakeupRecords {
    private WakeupRecords() {}

    static Wakeup record(ConversationId conversation, WakeReason reason, Instant at) {
        return record(conversation, reason(reason), at);
    }

    static Wakeup record(ConversationId conversation, FollowUp reason, Instant at) {
        return record(conversation, reason(reason), at);
    }

    /**
     * The conversation a record is about.
     *
     * @throws IllegalArgumentException naming the field that breaks its grammar
     */
    public static ConversationId conversation(Wakeup value) {
        return new ConversationId(value.getOrganization(), value.getConversation());
    }

    private static Wakeup record(ConversationId conversation, WakeupReason reason, Instant at) {
        return Wakeup.newBuilder()
                .setOrganization(conversation.organization())
                .setConversation(conversation.conversation())
                .setReason(reason)
                .setAt(at)
                .build();
    }

    private static WakeupReason reason(WakeReason reason) {
        return switch (reason) {
            case UNANSWERED -> WakeupReason.UNANSWERED;
            case DUE -> WakeupReason.DUE;
            case DELIVERY -> WakeupReason.DELIVERY;
            case RETURNED -> WakeupReason.RETURNED;
            case RETRY -> WakeupReason.RETRY;
            case OPERATOR -> WakeupReason.OPERATOR;
        };
    }

    private static WakeupReason reason(FollowUp reason) {
        return switch (reason) {
            case IDLE -> WakeupReason.IDLE;
            case RETRY -> WakeupReason.RETRY;
            case TITLE -> WakeupReason.TITLE;
        };
    }
}
