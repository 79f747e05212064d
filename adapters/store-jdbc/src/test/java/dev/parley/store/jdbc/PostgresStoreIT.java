package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.Share;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is PostgreSQL's own: its time, its texts, its settings. */
class PostgresStoreIT {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static PostgresDatabase database;

    @TempDir private Path directory;
    private JdbcConversationStore store;

    @BeforeAll
    static void create() {
        database = PostgresDatabase.create();
    }

    @BeforeEach
    void open() {
        store = database.open(StoreClock.ofDatabase());
    }

    @AfterEach
    void close() {
        store.close();
        database.empty();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void timeIsTheServers() {
        try (var session = database.session()) {
            var clock = StoreClock.ofDatabase();
            var before = clock.now(session);
            var appended = (Append.Outcome.Appended) store.apply(Samples.append(CHAT, "m1"));
            var after = clock.now(session);

            assertThat(appended.row().timeline().createdAt()).isBetween(before, after);
            assertThat(store.overdue(Share.ALL, Duration.ofHours(1), null, 1).entries())
                    .as("grace has not passed")
                    .isEmpty();
            assertThat(before).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0b",
                "lone \uD800 surrogate",
                "\uDC00",
                "emoji \uD83D\uDE00",
                "\u0001\u0008\uFFFF"
            })
    void noTextIsRefused(String text) {
        store.apply(append(text));

        assertThat(store.messages(CHAT, 0, 10))
                .singleElement()
                .extracting(Message::text)
                .asString()
                .hasSize(text.length());
    }

    @Test
    void textsAreKeptAsTheyAreButForNul() {
        store.apply(append("a\0b \uD83D\uDE00 \u00e9"));

        assertThat(store.messages(CHAT, 0, 10))
                .extracting(Message::text)
                .containsExactly("a\uFFFDb \uD83D\uDE00 \u00e9");
    }

    @Test
    void passwordMayComeFromAFile() throws IOException {
        var file = Files.writeString(directory.resolve("password"), "any\n");
        var settings = database.settings();
        var server = settings.postgresql();
        var withFile =
                new PostgresProperties(
                        server.url(), "postgres", null, file, 1, 1, 8, 8, Duration.ofSeconds(2));
        try (var other =
                JdbcConversationStore.postgresql(
                        new JdbcStoreProperties(
                                settings.kind(),
                                settings.timeout(),
                                null,
                                settings.sqlite(),
                                withFile),
                        StoreClock.ofDatabase())) {
            assertThat(other.apply(Samples.append(CHAT, "m1")))
                    .isInstanceOf(Append.Outcome.Appended.class);
        }
    }

    @Test
    void serverThatIsNotThereIsNamedAtTheStart() {
        var settings =
                Settings.of(
                        "jdbc:postgresql://127.0.0.1:1/none",
                        Durability.FLUSHED,
                        Duration.ofMillis(500));

        assertThatThrownBy(
                        () -> JdbcConversationStore.postgresql(settings, StoreClock.ofDatabase()))
                .hasMessageContaining("parley.store.postgresql")
                .hasMessageContaining("127.0.0.1:1");
    }

    private static Append append(String text) {
        var sample = Samples.append(CHAT, "m1");
        return new Append(
                CHAT,
                sample.channel(),
                sample.key(),
                sample.messageId(),
                sample.author(),
                text,
                null,
                sample.grace());
    }
}
