package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        return id.organization() + ":" + hash(id.conversation());
    }

    private static String hash(String text) {
        var digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
