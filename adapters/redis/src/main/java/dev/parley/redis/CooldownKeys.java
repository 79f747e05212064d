package dev.parley.redis;

import dev.parley.conversation.ConversationId;

/** Names the lock of a conversation. */
record CooldownKeys(String prefix) {
    String of(ConversationId id) {
        return prefix + "cooldown:" + HashedConversation.of(id);
    }
}
