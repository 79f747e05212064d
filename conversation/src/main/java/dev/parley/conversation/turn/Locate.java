package dev.parley.conversation.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds where a message with this key is stored, or was before it was erased. Changes nothing.
 *
 * @param conversation any of the key's organization
 */
public record Locate(ConversationId conversation, MessageKey key)
        implements Step<Optional<Situation.Located>> {
    @Override
    public Decision<Optional<Situation.Located>> decide(Situation situation, Instant now) {
        return Decision.unchanged(situation.locate(key));
    }
}
