package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Purging;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Erase;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an erasure leaves in the files, and what it costs others. */
class SqliteErasureIT {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static final ConversationId OTHER = new ConversationId("acme", "chat-2");

    @TempDir private Path directory;

    @Test
    void textIsGoneFromTheFiles() throws IOException {
        try (var store = open()) {
            for (int i = 0; i < 50; i++) {
                store.apply(append(CHAT, i, "SECRETTEXT " + i));
                store.apply(append(OTHER, i, "kept " + i));
            }
            assertThat(filesWith("SECRETTEXT")).isNotEmpty();

            store.apply(new Erase(CHAT));
            assertThat(filesWith("SECRETTEXT")).as("hidden, but not removed").isNotEmpty();
            assertThat(new Purging(store).purge(CHAT)).isTrue();

            assertThat(filesWith("SECRETTEXT")).isEmpty();
            assertThat(filesWith("kept")).isNotEmpty();
        }
    }

    @Test
    void longConversationIsErasedInSlicesThatGoOnAfterACrash() {
        int messages = 10_000;
        try (var store = open()) {
            var steps = new ArrayList<Append>();
            for (int i = 0; i < messages; i++) {
                steps.add(append(CHAT, i, "text"));
            }
            for (int from = 0; from < messages; from += 500) {
                store.applyAll(steps.subList(from, from + 500));
            }
            store.apply(new Erase(CHAT));
            assertThat(new Purging(store, 200, 10).purge(CHAT)).isFalse();
            assertThat(rows(messages)).as("ten slices").isEqualTo(messages - 2_000);
        }
        try (var store = open()) {
            assertThat(store.messages(CHAT, 0, 10)).isEmpty();
            assertThat(store.unpurged(10)).containsExactly(CHAT);
            assertThat(new Purging(store).purge(CHAT)).isTrue();
            assertThat(store.unpurged(10)).isEmpty();
            assertThat(rows(messages)).isZero();
        }
    }

    private long rows(int most) {
        try (var session =
                new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED).open()) {
            return session.list(
                            "SELECT seq FROM messages LIMIT ?",
                            parameters -> parameters.number(most),
                            Columns::number)
                    .size();
        }
    }

    private List<Path> filesWith(String text) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> contains(file, text)).toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Append append(ConversationId id, int number, String text) {
        var messageId = id.conversation() + "-" + number;
        return new Append(
                id,
                Samples.PULLED,
                new MessageKey(id.organization(), "main", messageId),
                messageId,
                Samples.CUSTOMER,
                text,
                null,
                Samples.GRACE);
    }

    private JdbcConversationStore open() {
        return JdbcConversationStore.sqlite(
                Settings.of(directory, Durability.BUFFERED), InstantSource.system());
    }
}
