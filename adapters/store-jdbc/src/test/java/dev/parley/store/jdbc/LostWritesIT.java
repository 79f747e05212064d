package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.testkit.Samples;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that lost what the process wrote last, by less than a mark. */
class LostWritesIT {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");

    @TempDir private Path directory;

    @Test
    void lossOfTheNewestWriteIsKnownOnSqlite() {
        try (var store =
                JdbcConversationStore.sqlite(
                        Settings.of(directory, Durability.BUFFERED), InstantSource.system())) {
            knowsWhatItLost(
                    store,
                    sql -> {
                        try (var session =
                                new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED)
                                        .open()) {
                            session.runOnce(sql);
                        }
                    });
        }
    }

    @Test
    void lossOfTheNewestWriteIsKnownOnPostgresql() {
        try (var database = PostgresDatabase.create();
                var store = database.open(StoreClock.ofDatabase())) {
            knowsWhatItLost(store, database::run);
        }
    }

    private static void knowsWhatItLost(JdbcConversationStore store, Loss loss) {
        var marks = new JdbcStoreMarks(store.database());
        assertThat(marks.lacksWrites()).as("nothing was written").isFalse();
        Stream.of("m1", "m2", "m3").forEach(id -> store.apply(Samples.append(CHAT, id)));
        assertThat(marks.lacksWrites()).isFalse();

        loss.of("UPDATE conversations SET version = version - 1");
        assertThat(marks.lacksWrites()).as("the newest step is gone").isTrue();
        assertThat(marks.lacksWrites()).as("until it is told").isTrue();
        loss.of("UPDATE conversations SET version = version + 1");
        assertThat(marks.lacksWrites()).isFalse();
        loss.of("UPDATE conversations SET version = version + 1");
        assertThat(marks.lacksWrites()).as("another process has gone on").isFalse();

        loss.of("DELETE FROM conversations");
        assertThat(marks.lacksWrites()).as("the whole conversation is gone").isTrue();
        marks.forgetWrites();
        assertThat(marks.lacksWrites()).isFalse();
    }

    private interface Loss {
        void of(String sql);
    }
}
