package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What became of inbound messages, by range. */
final class DispositionTable {
    private static final String COLUMNS = "from_seq, through_seq, kind, turn, reason, decided_at";
    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM dispositions WHERE organization = ? AND conversation = ?";
    private static final String ALL = SELECT + " ORDER BY from_seq LIMIT ?";
    private static final String NEAREST_BELOW =
            SELECT + " AND from_seq < ? ORDER BY from_seq DESC LIMIT 1";
    private static final String INSERT =
            "INSERT INTO dispositions (organization, conversation, %s) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                    .formatted(COLUMNS);

    static final String PARKED = SELECT + " AND kind = 'PARKED' ORDER BY from_seq";
    private static final String REPLACE_PARKED =
            """
            UPDATE dispositions SET kind = ?, turn = ?, reason = ?, decided_at = ?
            WHERE organization = ? AND conversation = ? AND from_seq = ? AND through_seq = ?
            AND kind = 'PARKED'\
            """;

    private final Session session;

    DispositionTable(Session session) {
        this.session = session;
    }

    List<Disposition> all(ConversationId id, int limit) {
        return session.list(
                ALL,
                parameters ->
                        parameters.text(id.organization()).text(id.conversation()).number(limit),
                DispositionTable::map);
    }

    Optional<Disposition> covering(ConversationId id, long seq) {
        return session.first(
                        NEAREST_BELOW,
                        parameters ->
                                parameters
                                        .text(id.organization())
                                        .text(id.conversation())
                                        .number(seq),
                        DispositionTable::map)
                .filter(disposition -> disposition.covers(seq));
    }

    List<Disposition> parked(ConversationId id) {
        return session.list(
                PARKED,
                parameters -> parameters.text(id.organization()).text(id.conversation()),
                DispositionTable::map);
    }

    /** Replaces a parked one of the same range. */
    void replaceParked(ConversationId id, Disposition disposition) {
        session.write(
                REPLACE_PARKED,
                parameters ->
                        parameters
                                .name(disposition.kind())
                                .numberOrNull(disposition.turn())
                                .text(disposition.reason())
                                .moment(disposition.at())
                                .text(id.organization())
                                .text(id.conversation())
                                .number(disposition.from())
                                .number(disposition.through()),
                () ->
                        new IllegalStateException(
                                "nothing is parked in the range of " + disposition));
    }

    void insert(ConversationId id, Disposition disposition) {
        session.insert(
                INSERT,
                parameters ->
                        parameters
                                .text(id.organization())
                                .text(id.conversation())
                                .number(disposition.from())
                                .number(disposition.through())
                                .name(disposition.kind())
                                .numberOrNull(disposition.turn())
                                .text(disposition.reason())
                                .moment(disposition.at()));
    }

    private static Disposition map(Columns from) throws SQLException {
        return new Disposition(
                from.number(),
                from.number(),
                from.name(Disposition.Kind.class),
                from.numberOrNull(),
                from.textOrNull(),
                from.moment());
    }
}
