package dev.parley.store.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeadLettersIT extends StoredDeadLettersContract {
    @TempDir private Path directory;

    private JdbcConversationStore store;

    @BeforeEach
    void open() {
        store = JdbcConversationStore.sqlite(Settings.of(directory, Durability.BUFFERED), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    JdbcConversationStore store() {
        return store;
    }
}
