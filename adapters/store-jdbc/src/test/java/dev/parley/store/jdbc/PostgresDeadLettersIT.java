package dev.parley.store.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresDeadLettersIT extends StoredDeadLettersContract {
    private static PostgresDatabase database;

    private JdbcConversationStore store;

    @BeforeAll
    static void create() {
        database = PostgresDatabase.create();
    }

    @BeforeEach
    void open() {
        store = database.open(StoreClock.of(clock));
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
}
