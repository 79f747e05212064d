package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Sha256;

/**
 * What stands for a conversation in keys and channels: {@code <organization>:<hash of the
 * conversation>}.
 *
 * <p>The organization's grammar knows no colon and the hash is of fixed length, so two
 * conversations never share it. Hashed, since the conversation's own id may hold colons and be what
 * a channel calls a person.
 */
final class HashedConversation {
    /** 128 bits: no collision to be feared among the conversations of one organization. */
    private static final int HASH_BYTES = 16;

    private HashedConversation() {}

    static String of(ConversationId id) {
        return id.organization() + ":" + Sha256.of(id.conversation()).hex(HASH_BYTES);
    }
}
