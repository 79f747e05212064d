package dev.parley.store.jdbc;

import dev.parley.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresUnreadableRowsIT extends UnreadableRowsContract {
    private static PostgresDatabase database;

    private final SettableClock clock = new SettableClock();
    private JdbcConversationStore store;

    @BeforeAll
    static void create() {
        database = PostgresDatabase.create();
    }

    @BeforeEach
    @Override
    void fill() {
        store = database.open(StoreClock.of(clock));
        super.fill();
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

    @Override
    JdbcConversationStore store() {
        return store;
    }

    @Override
    Session session() {
        return database.session();
    }

    @Override
    void pass(Duration duration) {
        clock.advance(duration);
    }
}
