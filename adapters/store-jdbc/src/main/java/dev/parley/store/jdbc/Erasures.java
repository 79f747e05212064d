package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Removes what was said in a conversation. Of a message's key its SHA-256 stays, over the
 * organization, the account and the provider's id: enough to know a redelivery, of no use for
 * anything else.
 */
final class Erasures {
    private static final String KEYS =
            """
            SELECT key_account, key_provider_id, seq FROM messages
            WHERE organization = ? AND conversation = ? AND key_provider_id IS NOT NULL\
            """;
    private static final String REMEMBER =
            "INSERT INTO erased_messages (organization, key_hash, conversation, seq) VALUES (?, ?, ?, ?)";
    private static final List<String> TABLES =
            List.of("messages", "replies", "dispositions", "done_steps", "dead_letters");

    private final Session session;

    Erasures(Session session) {
        this.session = session;
    }

    /** A key whose hash is to be kept. */
    private record Key(MessageKey key, long seq) {}

    /** Removes the rows; reads the keys first. */
    void erase(ConversationId id) {
        for (var key : keys(id)) {
            session.insert(
                    REMEMBER,
                    parameters ->
                            parameters
                                    .text(id.organization())
                                    .text(hash(key.key()))
                                    .text(id.conversation())
                                    .number(key.seq()));
        }
        for (var table : TABLES) {
            session.delete(
                    "DELETE FROM " + table + " WHERE organization = ? AND conversation = ?",
                    parameters -> parameters.text(id.organization()).text(id.conversation()));
        }
    }

    private List<Key> keys(ConversationId id) {
        return session.list(
                KEYS,
                parameters -> parameters.text(id.organization()).text(id.conversation()),
                from ->
                        new Key(
                                new MessageKey(id.organization(), from.text(), from.text()),
                                from.number()));
    }

    /** What stays of a key. */
    static String hash(MessageKey key) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(key.organization(), key.account(), key.providerId())) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                sha.update((byte) ':');
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
