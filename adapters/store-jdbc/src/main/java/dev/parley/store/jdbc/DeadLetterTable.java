package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.deadletter.GivenUpRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pipeline gave up. */
final class DeadLetterTable {
    private static final String COLUMNS =
            """
            id, organization, conversation, turn, stage, cause, given_up_at, \
            source_topic, source_partition, source_offset, source_at, \
            record_key, record_value, record_headers, state, decided_at, decided_by\
            """;
    private static final int COLUMN_COUNT = 17;
    private static final String SELECT = "SELECT " + COLUMNS + " FROM dead_letters WHERE ";
    private static final String BY_ID = SELECT + "id = ?";
    private static final String CONTAINS = "SELECT 1 FROM dead_letters WHERE id = ?";
    static final String COUNT_OPEN = "SELECT COUNT(*) FROM dead_letters WHERE state = 'OPEN'";
    private static final String INSERT =
            "INSERT INTO dead_letters (%s) VALUES (?%s) ON CONFLICT DO NOTHING"
                    .formatted(COLUMNS, ", ?".repeat(COLUMN_COUNT - 1));
    private static final String DECIDE =
            "UPDATE dead_letters SET state = ?, decided_at = ?, decided_by = ? WHERE id = ?";

    static final String FORGET_DECIDED =
            """
            DELETE FROM dead_letters WHERE id IN
                (SELECT id FROM dead_letters WHERE decided_at < ? ORDER BY decided_at LIMIT ?)\
            """;

    /** The state is asked for twice: somebody may decide about one that was just found. */
    static final String FORGET_UNDECIDED =
            """
            DELETE FROM dead_letters WHERE state = 'OPEN' AND id IN
                (SELECT id FROM dead_letters
                WHERE state = 'OPEN' AND conversation IS NULL AND given_up_at < ?
                ORDER BY given_up_at, id LIMIT ?)\
            """;

    private static final String FORGET =
            "DELETE FROM dead_letters WHERE organization = ? AND conversation = ? RETURNING id";

    private final Session session;

    DeadLetterTable(Session session) {
        this.session = session;
    }

    Optional<DeadLetter> find(String id) {
        return session.first(BY_ID, parameters -> parameters.text(id), DeadLetterTable::map);
    }

    boolean contains(String id) {
        return session.first(CONTAINS, parameters -> parameters.text(id), _ -> true).isPresent();
    }

    /** Removes those of a conversation; how many there were. */
    int forget(ConversationId id) {
        return session.list(
                        FORGET,
                        parameters -> parameters.text(id.organization()).text(id.conversation()),
                        Columns::text)
                .size();
    }

    /** Removes some that were decided before a moment; how many. */
    int forgetDecided(Instant before, int limit) {
        return session.delete(
                FORGET_DECIDED, parameters -> parameters.moment(before).number(limit));
    }

    /** Removes some open ones of no conversation, given up before a moment; how many. */
    int forgetUndecided(Instant before, int limit) {
        return session.delete(
                FORGET_UNDECIDED, parameters -> parameters.moment(before).number(limit));
    }

    long countOpen() {
        return session.first(COUNT_OPEN, _ -> {}, Columns::number).orElseThrow();
    }

    List<DeadLetter> list(DeadLetterQuery query) {
        var conditions = new ArrayList<String>();
        var bindings = new ArrayList<Parameters.Binding>();
        equal(query.organization(), "organization", conditions, bindings);
        equal(query.conversation(), "conversation", conditions, bindings);
        equal(query.stage(), "stage", conditions, bindings);
        var state = query.state();
        if (state != null) {
            conditions.add("state = '" + state.name() + "'"); // as text, for the partial index
        }
        var cause = query.cause();
        if (cause != null) {
            conditions.add("LOWER(cause) LIKE ? ESCAPE '!'");
            bindings.add(parameters -> parameters.text(containing(cause)));
        }
        moment(query.since(), "given_up_at >= ?", conditions, bindings);
        moment(query.until(), "given_up_at < ?", conditions, bindings);
        var after = query.after();
        if (after != null) {
            conditions.add("(given_up_at, id) > (?, ?)");
            bindings.add(parameters -> parameters.moment(after.at()).text(after.id()));
        }
        var where = conditions.isEmpty() ? "1 = 1" : String.join(" AND ", conditions);
        return session.readable(
                SELECT + where + " ORDER BY given_up_at, id LIMIT ?",
                query.limit(),
                most ->
                        parameters -> {
                            for (var binding : bindings) {
                                binding.to(parameters);
                            }
                            parameters.number(most);
                        },
                DeadLetterTable::map);
    }

    private static void equal(
            @Nullable String value,
            String column,
            List<String> conditions,
            List<Parameters.Binding> bindings) {
        if (value != null) {
            conditions.add(column + " = ?");
            bindings.add(parameters -> parameters.text(value));
        }
    }

    private static void moment(
            @Nullable Instant value,
            String condition,
            List<String> conditions,
            List<Parameters.Binding> bindings) {
        if (value != null) {
            conditions.add(condition);
            bindings.add(parameters -> parameters.moment(value));
        }
    }

    private static String containing(String words) {
        var escaped =
                words.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_");
        return "%" + escaped + "%";
    }

    /** Inserts a letter that was not there when the caller looked. */
    void insert(DeadLetter letter) {
        session.write(
                INSERT,
                parameters -> bind(parameters, letter),
                () -> new StaleRowException("dead letter " + letter.id() + " is there by now"));
    }

    void decide(String id, DeadLetter.Decision decision) {
        session.write(
                DECIDE,
                parameters ->
                        parameters
                                .name(decision.state())
                                .moment(decision.at())
                                .text(decision.by())
                                .text(id),
                () -> new StaleRowException("dead letter " + id + " is gone"));
    }

    private static void bind(Parameters to, DeadLetter letter) throws SQLException {
        var record = letter.record();
        var decision = letter.decision();
        to.text(letter.id())
                .text(letter.organization())
                .text(letter.conversation())
                .numberOrNull(letter.turn())
                .text(letter.stage())
                .text(letter.cause())
                .moment(letter.at())
                .text(record.topic())
                .number(record.partition())
                .number(record.offset())
                .moment(record.at())
                .bytes(array(record.key()))
                .bytes(array(record.value()))
                .text(Json.ofHeaders(record.headers()))
                .name(decision.state())
                .moment(decision.at())
                .text(decision.by());
    }

    private static DeadLetter map(Columns from) throws SQLException {
        return new DeadLetter(
                from.text(),
                from.textOrNull(),
                from.textOrNull(),
                from.numberOrNull(),
                from.text(),
                from.text(),
                from.moment(),
                new GivenUpRecord(
                        from.text(),
                        from.count(),
                        from.number(),
                        from.moment(),
                        bytes(from.bytesOrNull()),
                        bytes(from.bytesOrNull()),
                        Json.headers(from.text())),
                new DeadLetter.Decision(
                        from.name(DeadLetterState.class), from.momentOrNull(), from.textOrNull()));
    }

    private static @Nullable Bytes bytes(byte @Nullable [] array) {
        return array == null ? null : Bytes.of(array);
    }

    private static byte @Nullable [] array(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }
}
