package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.testkit.Samples;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSchemaIT {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static final int PROCESSES = 6;

    private PostgresDatabase database;

    @BeforeEach
    void create() {
        database = PostgresDatabase.create();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void processesThatStartAtOnceOnAnEmptyDatabaseDoNotCollide() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts =
                    IntStream.range(0, PROCESSES)
                            .mapToObj(_ -> (Callable<JdbcConversationStore>) this::open)
                            .toList();
            for (var started : executor.invokeAll(starts)) {
                try (var store = started.get()) {
                    store.apply(Samples.append(CHAT, "m-" + store.hashCode()));
                }
            }
        }
        try (var session = database.session()) {
            assertThat(
                            session.list(
                                    "SELECT version FROM schema_versions",
                                    _ -> {},
                                    Columns::number))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        }
    }

    @Test
    void databaseOfANewerProgramIsRefusedAndLeftAlone() {
        open().close();
        database.run("INSERT INTO schema_versions (version, applied_at) VALUES (99, 0)");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer");
    }

    @Test
    void failedMigrationLeavesNothing() {
        database.run("CREATE TABLE done_steps (in_the_way TEXT)");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("done_steps");

        try (var session = database.session()) {
            assertThat(
                            session.list(
                                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
                                    _ -> {},
                                    Columns::text))
                    .containsExactly("done_steps");
        }
    }

    /** Plans that are made now would be kept while the tables grow. */
    @Test
    void statementsUseTheirIndexesEvenWhileTheTablesAreEmpty() {
        open().close();
        database.run("ANALYZE");
        try (var pool = new PostgresPool(database.settings());
                var session = pool.session()) {
            session.runOnce("SET plan_cache_mode = force_generic_plan");
            for (var sql : List.of(ConversationTable.OVERDUE, ConversationTable.DUE_BEYOND)) {
                assertThat(
                                plan(
                                        session,
                                        sql,
                                        "bigint, bigint, text, text, bigint",
                                        "0, 0, '', '', 10"))
                        .contains("conversations_due")
                        .doesNotContain("Seq Scan", "Sort");
            }
            assertThat(plan(session, ReplyTable.FIRST_OPEN, "text, text", "'acme', 'chat-1'"))
                    .doesNotContain("Seq Scan");
            assertThat(
                            plan(
                                    session,
                                    MessageTable.LOCATE,
                                    "text, text, text, text, text",
                                    "'acme', 'a', 'm1', 'acme', '00'"))
                    .contains("messages_key", "erased_messages_pkey")
                    .doesNotContain("Seq Scan");
            assertThat(
                            plan(
                                    session,
                                    ConversationTable.LOCK,
                                    "text[], text[]",
                                    "'{acme}', '{chat-1}'"))
                    .contains("conversations_pkey")
                    .doesNotContain("Seq Scan");
        }
        try (var session = database.session()) {
            assertThat(plan(session, ReplyTable.FIRST_OPEN, "text, text", "'acme', 'chat-1'"))
                    .as("a session without the store's settings")
                    .contains("Seq Scan");
        }
    }

    private static String plan(Session session, String sql, String types, String values) {
        var numbered = new StringBuilder();
        int next = 0;
        for (var part : sql.split("\\?", -1)) {
            numbered.append(next == 0 ? "" : "$" + next).append(part);
            next++;
        }
        session.runOnce("PREPARE planned (%s) AS %s".formatted(types, numbered));
        var lines =
                session.list(
                        "EXPLAIN EXECUTE planned (%s)".formatted(values), _ -> {}, Columns::text);
        session.runOnce("DEALLOCATE planned");
        return String.join("\n", lines);
    }

    private JdbcConversationStore open() {
        return database.open(StoreClock.ofDatabase());
    }
}
