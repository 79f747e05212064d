package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes what was said in erased conversations. Of a message's key its SHA-256 stays, over the
 * organization, the account and the provider's id: enough to know a redelivery, of no use for
 * anything else.
 */
final class Erasures {
    private static final String OF_CONVERSATION = " WHERE organization = ? AND conversation = ?";
    private static final String MARK = "UPDATE conversations SET unpurged = 1" + OF_CONVERSATION;
    private static final String UNMARK =
            "UPDATE conversations SET unpurged = NULL" + OF_CONVERSATION;
    static final String MARKED =
            "SELECT organization, conversation FROM conversations WHERE unpurged = 1"
                    + " ORDER BY organization, conversation LIMIT ?";
    private static final String KEYS =
            "SELECT key_account, key_provider_id, seq FROM messages"
                    + OF_CONVERSATION
                    + " ORDER BY seq LIMIT ?";
    private static final String REMEMBER =
            "INSERT INTO erased_messages (organization, key_hash, conversation, seq) VALUES (?, ?, ?, ?)";

    /** Each table with the column its rows go by. */
    private static final Map<String, String> CONTENTS =
            Map.of(
                    "messages", "seq",
                    "replies", "out_seq",
                    "dispositions", "from_seq",
                    "done_steps", "turn",
                    "dead_letters", "id");

    private final Session session;

    Erasures(Session session) {
        this.session = session;
    }

    /** A message's key whose hash is to be kept; null: the message cannot come again. */
    private record Key(@Nullable MessageKey key, long seq) {}

    /** Notes that the conversation's contents are to be removed. */
    void mark(ConversationId id) {
        session.write(MARK, of(id), () -> new StaleRowException(id + " is gone"));
    }

    /** Notes that nothing is left. */
    void unmark(ConversationId id) {
        session.write(UNMARK, of(id), () -> new StaleRowException(id + " is gone"));
    }

    List<ConversationId> marked(int limit) {
        return session.list(
                MARKED,
                parameters -> parameters.number(limit),
                from -> new ConversationId(from.text(), from.text()));
    }

    /** Removes some rows of each table; tells whether there may be more. */
    boolean purge(ConversationId id, int limit) {
        for (var key : keys(id, limit)) {
            remember(id, key);
        }
        boolean more = false;
        for (var content : CONTENTS.entrySet()) {
            more |= delete(content.getKey(), content.getValue(), id, limit) >= limit;
        }
        return more;
    }

    /** The first rows of a table; those of one column's value go together. */
    private int delete(String table, String column, ConversationId id, int limit) {
        return session.delete(
                """
                DELETE FROM %1$s WHERE organization = ? AND conversation = ? AND %2$s <=
                    (SELECT MAX(%2$s) FROM (SELECT %2$s FROM %1$s
                        WHERE organization = ? AND conversation = ? ORDER BY %2$s LIMIT ?) AS first)\
                """
                        .formatted(table, column),
                parameters ->
                        parameters
                                .text(id.organization())
                                .text(id.conversation())
                                .text(id.organization())
                                .text(id.conversation())
                                .number(limit));
    }

    private void remember(ConversationId id, Key message) {
        var key = message.key();
        if (key != null) {
            session.insert(
                    REMEMBER,
                    parameters ->
                            parameters
                                    .text(id.organization())
                                    .text(hash(key))
                                    .text(id.conversation())
                                    .number(message.seq()));
        }
    }

    private List<Key> keys(ConversationId id, int limit) {
        return session.list(
                KEYS,
                parameters ->
                        parameters.text(id.organization()).text(id.conversation()).number(limit),
                from -> key(id, from));
    }

    private static Key key(ConversationId id, Columns from) throws SQLException {
        var account = from.textOrNull();
        var providerId = from.textOrNull();
        var key =
                account == null || providerId == null
                        ? null
                        : new MessageKey(id.organization(), account, providerId);
        return new Key(key, from.number());
    }

    private static Parameters.Binding of(ConversationId id) {
        return parameters -> parameters.text(id.organization()).text(id.conversation());
    }

    /** What stays of a key. */
    static String hash(MessageKey key) {
        var sha = new Sha256();
        for (var part : List.of(key.organization(), key.account(), key.providerId())) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.add(bytes.length + ":");
            sha.add(bytes);
        }
        return sha.hex();
    }
}
