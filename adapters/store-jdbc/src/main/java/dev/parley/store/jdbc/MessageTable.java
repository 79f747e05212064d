package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.CustomersConversation;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.turn.Situation.Located;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages of every author, and the keys of those that may come again. */
final class MessageTable {
    static final String COLUMNS =
            "seq, id, role, author_id, author_name, author_roles, text, sent_at, stored_at";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM messages ";
    private static final String AFTER =
            SELECT + "WHERE organization = ? AND conversation = ? AND seq > ? ORDER BY seq LIMIT ?";
    private static final String NEWEST_IN_RANGE =
            SELECT
                    + "WHERE organization = ? AND conversation = ? AND seq > ? AND seq <= ?"
                    + " ORDER BY seq DESC LIMIT ?";
    static final String LOCATE =
            """
            SELECT conversation, seq FROM messages
            WHERE organization = ? AND key_account = ? AND key_provider_id = ?
            UNION ALL
            SELECT conversation, seq FROM erased_messages WHERE organization = ? AND key_hash = ?\
            """;
    static final String WITH_ID =
            "SELECT conversation, "
                    + COLUMNS
                    + " FROM messages WHERE organization = ? AND id = ?"
                    + " ORDER BY conversation, seq LIMIT ?";
    static final String WITH_ID_IN =
            "SELECT conversation, "
                    + COLUMNS
                    + " FROM messages WHERE organization = ? AND id = ? AND conversation = ?"
                    + " ORDER BY seq";
    static final String OF_CUSTOMER =
            """
            SELECT conversation, CASE WHEN EXISTS (
                SELECT 1 FROM messages other
                WHERE other.organization = own.organization AND other.conversation = own.conversation
                AND other.role = 'USER' AND other.author_id <> own.author_id) THEN 1 ELSE 0 END
            FROM (SELECT DISTINCT organization, author_id, conversation FROM messages
                WHERE organization = ? AND author_id = ? AND role = 'USER' AND conversation > ?
                ORDER BY conversation LIMIT ?) own
            ORDER BY conversation\
            """;
    private static final String INSERT =
            "INSERT INTO messages (organization, conversation, %s, key_account, key_provider_id) VALUES (%s)"
                    .formatted(COLUMNS, "?" + ", ?".repeat(12));

    private final Session session;

    /** A message and the conversation it is in. */
    record Placed(ConversationId conversation, Message message) {}

    MessageTable(Session session) {
        this.session = session;
    }

    List<Message> after(ConversationId id, long seq, int limit) {
        return session.list(
                AFTER,
                parameters ->
                        parameters
                                .text(id.organization())
                                .text(id.conversation())
                                .number(seq)
                                .number(limit),
                MessageTable::map);
    }

    /** Messages in (from, through] in order; the newest {@code limit}. */
    List<Message> newestInRange(ConversationId id, long from, long through, int limit) {
        return session.list(
                        NEWEST_IN_RANGE,
                        parameters ->
                                parameters
                                        .text(id.organization())
                                        .text(id.conversation())
                                        .number(from)
                                        .number(through)
                                        .number(limit),
                        MessageTable::map)
                .reversed();
    }

    /** Where a message is, or was before it was erased. */
    Optional<Located> locate(MessageKey key) {
        return session.first(
                LOCATE,
                parameters ->
                        parameters
                                .text(key.organization())
                                .text(key.account())
                                .text(key.providerId())
                                .text(key.organization())
                                .text(Erasures.hash(key)),
                from ->
                        new Located(
                                new ConversationId(key.organization(), from.text()),
                                from.number()));
    }

    /** The messages of an organization with the id, by conversation. */
    List<Placed> withId(String organization, String messageId, int limit) {
        return session.readable(
                WITH_ID,
                limit,
                most -> parameters -> parameters.text(organization).text(messageId).number(most),
                from -> placed(organization, from));
    }

    /** Those of one conversation, which are a few. */
    List<Placed> withId(ConversationId id, String messageId) {
        return session.readable(
                WITH_ID_IN,
                Integer.MAX_VALUE,
                _ ->
                        parameters ->
                                parameters
                                        .text(id.organization())
                                        .text(messageId)
                                        .text(id.conversation()),
                from -> placed(id.organization(), from));
    }

    private static Placed placed(String organization, Columns from) throws SQLException {
        return new Placed(new ConversationId(organization, from.text()), map(from));
    }

    /** The conversations in which a customer wrote, and whether others did too. */
    List<CustomersConversation> ofCustomer(
            String organization, String author, @Nullable String after, int limit) {
        return session.list(
                OF_CUSTOMER,
                parameters ->
                        parameters
                                .text(organization)
                                .text(author)
                                .text(after == null ? "" : after)
                                .number(limit),
                from ->
                        new CustomersConversation(
                                new ConversationId(organization, from.text()), from.number() == 1));
    }

    void insert(ConversationId id, Message message, @Nullable MessageKey key) {
        session.insert(
                INSERT,
                parameters -> {
                    var author = message.author();
                    parameters
                            .text(id.organization())
                            .text(id.conversation())
                            .number(message.seq())
                            .text(message.id())
                            .name(message.role())
                            .text(author.id())
                            .text(author.name())
                            .text(Json.of(author.roles()))
                            .text(message.text())
                            .moment(message.sentAt())
                            .moment(message.storedAt())
                            .text(key == null ? null : key.account())
                            .text(key == null ? null : key.providerId());
                });
    }

    private static Message map(Columns from) throws SQLException {
        return new Message(
                from.number(),
                from.text(),
                from.name(Message.Role.class),
                new Participant(from.text(), from.textOrNull(), Json.texts(from.text())),
                from.text(),
                from.momentOrNull(),
                from.moment());
    }
}
