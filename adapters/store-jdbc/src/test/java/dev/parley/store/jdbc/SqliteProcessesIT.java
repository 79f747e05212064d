package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.testkit.ProcessesContract;
import dev.parley.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two stores on one file, as two processes would have it. */
class SqliteProcessesIT extends ProcessesContract {
    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock();
    private List<JdbcConversationStore> stores;

    @BeforeEach
    void open() {
        var settings = Settings.of(directory, Durability.BUFFERED);
        stores =
                Stream.generate(() -> JdbcConversationStore.sqlite(settings, clock))
                        .limit(2)
                        .toList();
    }

    @AfterEach
    void close() {
        stores.forEach(JdbcConversationStore::close);
    }

    @Override
    public List<? extends ConversationStore> processes() {
        return stores;
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }
}
