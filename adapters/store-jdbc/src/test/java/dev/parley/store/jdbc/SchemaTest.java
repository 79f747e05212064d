package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Timeline;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");

    @TempDir private Path directory;

    @Test
    void databaseIsMigratedOnceAndKeepsWhatItHolds() {
        try (var store = open()) {
            store.apply(Samples.append(CHAT, "m1"));
        }
        try (var store = open()) {
            assertThat(store.messages(CHAT, 0, 10)).hasSize(1);
        }
        try (var session = session()) {
            assertThat(
                            session.list(
                                    "SELECT version FROM schema_versions",
                                    _ -> {},
                                    Columns::number))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        }
    }

    @Test
    void conversationOfVersionOneGoesOn() {
        var now = Instant.ofEpochMilli(5_000);
        try (var session = session()) {
            Schema.migrate(session, StoreClock.of(() -> now), 1);
            session.runOnce(
                    """
                    INSERT INTO conversations (organization, conversation, version, status, last_seq, \
                    last_inbound_seq, answered_through, turn_number, owner, ownership_epoch, channel, account, \
                    delivery, last_out_seq, tokens_used, participants, created_at, last_activity_at) \
                    VALUES ('%s', '%s', 1, 'OPEN', 1, 1, 0, 0, 'AI', 0, 'rest', 'acme', 'PULLED', 3, 0, '[]', 1, 2)
                    """
                            .formatted(CHAT.organization(), CHAT.conversation()));
        }
        try (var store = open()) {
            var row = store.find(CHAT).orElseThrow();
            assertThat(row.timeline())
                    .isEqualTo(
                            new Timeline(
                                    Instant.ofEpochMilli(1),
                                    Instant.ofEpochMilli(2),
                                    Instant.ofEpochMilli(2),
                                    Instant.ofEpochMilli(2),
                                    null,
                                    null));
            assertThat(row.followedUp()).as("what was there counts").isEqualTo(3);
            assertThat(store.apply(Samples.append(CHAT, "m2")))
                    .isInstanceOf(Append.Outcome.Appended.class);
        }
    }

    @Test
    void databaseOfANewerProgramIsRefusedAndLeftAlone() {
        open().close();
        try (var session = session()) {
            session.runOnce("INSERT INTO schema_versions (version, applied_at) VALUES (99, 0)");
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer");
    }

    @Test
    void failedMigrationLeavesNothing() {
        try (var session = session()) {
            session.runOnce("CREATE TABLE done_steps (in_the_way TEXT)");

            assertThatThrownBy(() -> Schema.migrate(session, StoreClock.of(() -> Instant.EPOCH)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("done_steps");

            assertThat(
                            session.list(
                                    "SELECT name FROM sqlite_master WHERE type = 'table'",
                                    _ -> {},
                                    Columns::text))
                    .containsExactly("done_steps");
        }
    }

    @Test
    void closingCopiesTheLogIntoTheDatabase() throws IOException {
        try (var store = open()) {
            store.apply(Samples.append(CHAT, "m1"));
            assertThat(directory.resolve("parley.db-wal")).exists();
        }

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("parley.db"));
        }
    }

    @Test
    void sweepAndDeliveryUseTheirPartialIndexes() {
        open().close();
        try (var session = session()) {
            assertThat(plan(session, ConversationTable.OVERDUE))
                    .contains("COVERING INDEX conversations_due")
                    .doesNotContain("TEMP B-TREE");
            assertThat(plan(session, ConversationTable.DUE_BEYOND))
                    .contains("COVERING INDEX conversations_due")
                    .doesNotContain("TEMP B-TREE");
            assertThat(plan(session, ConversationTable.ABANDONED)).contains("conversations_held");
            assertThat(plan(session, ConversationTable.ENDED))
                    .contains("conversations_ended")
                    .doesNotContain("TEMP B-TREE");
            assertThat(plan(session, ConversationTable.WAITING))
                    .contains("conversations_waiting")
                    .doesNotContain("TEMP B-TREE");
            assertThat(plan(session, ConversationTable.NOT_FOLLOWED_UP))
                    .contains("conversations_not_followed_up")
                    .doesNotContain("TEMP B-TREE");
            assertThat(plan(session, DispositionTable.PARKED)).contains("dispositions_parked");
            assertThat(plan(session, DeadLetterTable.COUNT_OPEN)).contains("dead_letters_open");
            assertThat(plan(session, Erasures.MARKED)).contains("conversations_unpurged");
            assertThat(plan(session, MessageTable.OF_CUSTOMER)).contains("messages_customer");
            assertThat(plan(session, DeadLetterTable.FORGET_DECIDED))
                    .contains("dead_letters_decided");
            assertThat(plan(session, DeadLetterTable.FORGET_UNDECIDED))
                    .contains("dead_letters_open")
                    .doesNotContain("TEMP B-TREE");
            assertThat(plan(session, ReplyTable.FIRST_OPEN)).contains("replies_open");
            assertThat(plan(session, "SELECT 1 FROM conversations WHERE needs_processing = 1"))
                    .contains("conversations_needs_processing");
        }
    }

    private static String plan(Session session, String sql) {
        return String.join(
                "\n",
                session.list(
                        "EXPLAIN QUERY PLAN " + sql, _ -> {}, columns -> columns.skip(3).text()));
    }

    private JdbcConversationStore open() {
        return JdbcConversationStore.sqlite(
                Settings.of(directory, Durability.BUFFERED), InstantSource.system());
    }

    private Session session() {
        return new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED).open();
    }
}
