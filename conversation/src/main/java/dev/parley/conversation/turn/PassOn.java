package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notes in a conversation that is over for good where it goes on, so that its next message gets
 * there in a step, however many have ended in between. What is noted is only ever the newest; if it
 * is lost, messages take the long way once more.
 *
 * @param successor where a message was stored
 */
public record PassOn(ConversationId conversation, ConversationId successor)
        implements Step<PassOn.Outcome> {
    /** What came of it. */
    public sealed interface Outcome {
        record Noted(Conversation row) implements Outcome {}

        /** It is noted already, or the conversation goes on itself. */
        record Unchanged() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var found = situation.conversation();
        var closure = found.map(Conversation::closure).orElse(null);
        if (closure == null || !found.get().status().isEnded() || isKnown(closure.continuedIn())) {
            return Decision.unchanged(new Outcome.Unchanged());
        }
        var noted = found.get().withClosure(closure.continuedIn(successor)).nextVersion();
        return Decision.of(new Outcome.Noted(noted), new Change.SaveConversation(noted));
    }

    private boolean isKnown(@Nullable String known) {
        return known != null
                && new ConversationId(conversation.organization(), known).number()
                        >= successor.number();
    }
}
