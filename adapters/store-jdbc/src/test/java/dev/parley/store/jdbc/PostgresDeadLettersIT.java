package dev.parley.store.jdbc;

import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.testkit.DeadLettersContract;
import dev.parley.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresDeadLettersIT extends DeadLettersContract {
    private static PostgresDatabase database;

    private final SettableClock clock = new SettableClock();
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
    protected DeadLetters letters() {
        return new JdbcDeadLetters(store.database());
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
