package dev.parley.benchmarks;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Instant;

/** The least a fenced step can do: reads the row and writes it back, one version higher. */
record Touch(ConversationId conversation) implements Step<Long> {
    private static final Channel CHANNEL = new Channel("rest", "rest", Channel.Delivery.PULLED);

    @Override
    public Decision<Long> decide(Situation situation, Instant now) {
        var row =
                situation
                        .conversation()
                        .orElseGet(() -> Conversation.starting(conversation, CHANNEL, now))
                        .nextVersion();
        return Decision.of(row.version(), new Change.SaveConversation(row));
    }
}
