package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Records about what was given up, as operators know it. */
public final class DeadLetterRecords {
    private DeadLetterRecords() {}

    /**
     * Reads a record. Where ids are outside their grammar, nobody's conversation is named: the
     * letter is the operator's.
     */
    public static DeadLetter letter(dev.parley.schemas.DeadLetter value) {
        var conversation = conversation(value.getOrganization(), value.getConversation());
        return DeadLetter.open(
                conversation,
                conversation == null ? null : value.getTurnNumber(),
                value.getStage(),
                value.getCause(),
                value.getAt(),
                new GivenUpRecord(
                        value.getSourceTopic(),
                        value.getSourcePartition(),
                        value.getSourceOffset(),
                        value.getSourceTimestamp(),
                        bytes(value.getKey()),
                        bytes(value.getValue()),
                        value.getHeaders().stream()
                                .map(header ->
                                        new GivenUpRecord.Header(
                                                header.getName(), bytes(header.getValue())))
                                .toList()));
    }

    private static @Nullable ConversationId conversation(
            @Nullable String organization, @Nullable String conversation) {
        if (organization == null || conversation == null) {
            return null;
        }
        try {
            return new ConversationId(organization, conversation);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable Bytes bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var array = new byte[buffer.remaining()];
        buffer.duplicate().get(array);
        return Bytes.of(array);
    }
}
