package dev.parley.store.jdbc;

import dev.parley.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteUnreadableRowsIT extends UnreadableRowsContract {
    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock();
    private JdbcConversationStore store;

    @BeforeEach
    @Override
    void fill() {
        store = JdbcConversationStore.sqlite(Settings.of(directory, Durability.BUFFERED), clock);
        super.fill();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    JdbcConversationStore store() {
        return store;
    }

    @Override
    Session session() {
        return new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED).open();
    }

    @Override
    void pass(Duration duration) {
        clock.advance(duration);
    }
}
