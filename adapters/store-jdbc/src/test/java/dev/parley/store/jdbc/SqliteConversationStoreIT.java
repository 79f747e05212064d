package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.store.jdbc.JdbcStoreProperties.Synchronous;
import dev.parley.testkit.ConversationStoreContract;
import dev.parley.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteConversationStoreIT extends ConversationStoreContract {
    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock();
    private JdbcConversationStore store;

    Synchronous synchronous() {
        return Synchronous.NORMAL;
    }

    @BeforeEach
    void open() {
        store = JdbcConversationStore.sqlite(Settings.of(directory, synchronous()), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public ConversationStore store() {
        return store;
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
