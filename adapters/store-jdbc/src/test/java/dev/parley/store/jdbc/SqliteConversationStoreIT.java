package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Instances;
import dev.parley.conversation.recovery.StoreMarks;
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

    Durability durability() {
        return Durability.BUFFERED;
    }

    @BeforeEach
    void open() {
        store = JdbcConversationStore.sqlite(Settings.of(directory, durability()), clock);
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
    public Instances instances() {
        return new JdbcInstances(store.database());
    }

    @Override
    public StoreMarks marks() {
        return new JdbcStoreMarks(store.database());
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
