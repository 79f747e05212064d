package dev.parley.store.jdbc;

import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.testkit.DeadLettersContract;
import dev.parley.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeadLettersIT extends DeadLettersContract {
    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock();
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
    protected DeadLetters letters() {
        return new JdbcDeadLetters(store.database());
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
