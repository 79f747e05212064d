package dev.parley.benchmarks.faults;

import dev.parley.testkit.postgres.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The negative control: does by hand what the services must never do, so that a run in which it
 * goes unseen proves nothing. Takes one message and its disposition out of the store, and stores
 * another conversation's reply once more, as a turn that ran twice would.
 */
final class PlantedHarm {
    /** How far the second reply is from the first, in every number of its own. */
    private static final int FAR = 100_000;

    private static final String FIRST_MESSAGE =
            """
            SELECT conversation, seq FROM messages WHERE organization = ? AND role = 'USER'
                AND EXISTS (SELECT 1 FROM dispositions d WHERE d.organization = messages.organization
                    AND d.conversation = messages.conversation
                    AND d.from_seq < messages.seq AND d.through_seq >= messages.seq)
            ORDER BY conversation, seq LIMIT 1\
            """;

    private static final String LAST_REPLY =
            "SELECT conversation, seq FROM replies WHERE organization = ? ORDER BY conversation DESC, out_seq LIMIT 1";

    private static final List<String> LOSE =
            List.of(
                    "DELETE FROM dispositions WHERE organization = ? AND conversation = ? AND ? BETWEEN from_seq + 1 AND through_seq",
                    "DELETE FROM messages WHERE organization = ? AND conversation = ? AND seq = ?");

    private PlantedHarm() {}

    static void in(Stage stage) throws SQLException {
        try (var connection =
                DriverManager.getConnection(stage.databaseUrl(), Postgres.USER, null)) {
            lose(connection, place(connection, FIRST_MESSAGE, stage.organization()));
            repeat(connection, place(connection, LAST_REPLY, stage.organization()));
        }
    }

    private record Place(String organization, String conversation, long seq) {}

    private static Place place(Connection connection, String query, String organization)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, organization);
            var rows = statement.executeQuery();
            if (!rows.next()) {
                throw new IllegalStateException("there is nothing yet to do harm to");
            }
            return new Place(organization, rows.getString(1), rows.getLong(2));
        }
    }

    private static void lose(Connection connection, Place place) throws SQLException {
        for (var sql : LOSE) {
            run(connection, sql, place);
        }
    }

    private static void repeat(Connection connection, Place place) throws SQLException {
        copy(connection, "messages", List.of("seq"), "id", place);
        copy(connection, "replies", List.of("seq", "out_seq", "turn"), "message_id", place);
    }

    /** Copies the row, its numbers far away and its id another one. */
    private static void copy(
            Connection connection, String table, List<String> numbers, String id, Place place)
            throws SQLException {
        var changed =
                numbers.stream()
                        .map(number -> ", '%1$s', %1$s + %2$d".formatted(number, FAR))
                        .reduce("'%1$s', %1$s || '.again'".formatted(id), String::concat);
        run(
                connection,
                """
                INSERT INTO %1$s SELECT (jsonb_populate_record(
                    t, jsonb_build_object(%2$s))).* FROM %1$s t
                WHERE organization = ? AND conversation = ? AND seq = ?\
                """
                        .formatted(table, changed),
                place);
    }

    private static void run(Connection connection, String sql, Place place) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, place.organization());
            statement.setString(2, place.conversation());
            statement.setLong(3, place.seq());
            if (statement.executeUpdate() == 0) {
                throw new IllegalStateException("no row was harmed by " + sql);
            }
        }
    }
}
