package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Reply;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Committed replies and how far their delivery has come. */
final class ReplyTable {
    private static final String COLUMNS =
            """
            turn, message_id, seq, out_seq, from_seq, through_seq, ownership_epoch, kind, text, \
            metadata, committed_at, delivery_phase, delivery_attempts, delivery_until, \
            provider_id, delivery_cause\
            """;

    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM replies WHERE organization = ? AND conversation = ?";
    private static final String AFTER = SELECT + " AND out_seq > ? ORDER BY out_seq LIMIT ?";
    private static final String OF_TURN = SELECT + " AND turn = ?";
    static final String FIRST_OPEN =
            SELECT
                    + " AND delivery_phase NOT IN ('SENT', 'FAILED', 'CANCELLED')"
                    + " ORDER BY out_seq LIMIT 1";
    private static final String INSERT =
            "INSERT INTO replies (organization, conversation, %s) VALUES (%s)"
                    .formatted(COLUMNS, "?" + ", ?".repeat(17));
    private static final String UPDATE_DELIVERY =
            """
            UPDATE replies SET delivery_phase = ?, delivery_attempts = ?, delivery_until = ?,
                provider_id = ?, delivery_cause = ?
            WHERE organization = ? AND conversation = ? AND out_seq = ?\
            """;

    private final Session session;

    ReplyTable(Session session) {
        this.session = session;
    }

    List<Reply> after(ConversationId id, long outSeq, int limit) {
        return session.list(
                AFTER,
                parameters ->
                        parameters
                                .text(id.organization())
                                .text(id.conversation())
                                .number(outSeq)
                                .number(limit),
                ReplyTable::map);
    }

    Optional<Reply> ofTurn(ConversationId id, long turn) {
        return session.first(
                OF_TURN,
                parameters ->
                        parameters.text(id.organization()).text(id.conversation()).number(turn),
                ReplyTable::map);
    }

    Optional<Reply> firstOpen(ConversationId id) {
        return session.first(
                FIRST_OPEN,
                parameters -> parameters.text(id.organization()).text(id.conversation()),
                ReplyTable::map);
    }

    void insert(ConversationId id, Reply reply) {
        session.insert(
                INSERT,
                parameters -> {
                    parameters
                            .text(id.organization())
                            .text(id.conversation())
                            .number(reply.turn())
                            .text(reply.messageId())
                            .number(reply.seq())
                            .number(reply.outSeq())
                            .number(reply.from())
                            .number(reply.through())
                            .number(reply.ownershipEpoch())
                            .name(reply.kind())
                            .text(reply.text())
                            .text(Json.of(reply.metadata()))
                            .moment(reply.committedAt());
                    bindDelivery(parameters, reply.delivery());
                });
    }

    void updateDelivery(ConversationId id, long outSeq, DeliveryState state) {
        session.write(
                UPDATE_DELIVERY,
                parameters ->
                        bindDelivery(parameters, state)
                                .text(id.organization())
                                .text(id.conversation())
                                .number(outSeq),
                () -> new IllegalStateException("%s has no reply at %d".formatted(id, outSeq)));
    }

    private static Parameters bindDelivery(Parameters to, DeliveryState state) throws SQLException {
        return to.name(state.phase())
                .number(state.attempts())
                .moment(state.until())
                .text(state.providerId())
                .text(state.cause());
    }

    private static Reply map(Columns from) throws SQLException {
        return new Reply(
                from.number(),
                from.text(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.name(Reply.Kind.class),
                from.text(),
                Json.metadata(from.text()),
                from.moment(),
                new DeliveryState(
                        from.name(DeliveryState.Phase.class),
                        from.count(),
                        from.momentOrNull(),
                        from.textOrNull(),
                        from.textOrNull()));
    }
}
